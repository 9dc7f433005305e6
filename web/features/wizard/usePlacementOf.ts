import type { Draft } from '../../../domain/draft/draft.ts'
import { placementOf } from '../../../domain/draft/placementOf.ts'
import { useView } from '../../live/useView.ts'
import type { PlacementView } from '../../live/views.ts'
import { useDemand } from './useDemand.ts'

/** Where a draft's Pods would run, and whether they fit there; undefined until the nodes are known. */
export function usePlacementOf(draft: Draft): PlacementView | undefined {
  const { namespace } = draft
  const demand = useDemand(draft)
  return useView('placement', {
    spec: placementOf(draft),
    demand,
    ...(namespace === '' ? {} : { namespace }),
  })
}
