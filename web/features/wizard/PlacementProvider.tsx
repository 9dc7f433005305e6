import { createContext, type ReactNode, useContext } from 'react'
import type { Draft } from '../../../domain/draft/draft.ts'
import type { PlacementView } from '../../live/views.ts'
import { usePlacementOf } from './usePlacementOf.ts'

const PlacementContext = createContext<PlacementView | undefined>(undefined)

/** Where the nearest PlacementProvider’s draft would run; undefined until the nodes are known. */
export function usePlacement(): PlacementView | undefined {
  return useContext(PlacementContext)
}

interface PlacementProviderProps {
  readonly draft: Draft
  readonly children: ReactNode
}

/** Asks where a draft’s Pods would run. An answer draws only what uses it anew, not the form, at each keystroke. */
export function PlacementProvider({ draft, children }: PlacementProviderProps) {
  const placement = usePlacementOf(draft)
  return <PlacementContext value={placement}>{children}</PlacementContext>
}
