import { useCallback, useEffect, useRef, useState } from 'react'
import type { GridPosition } from './moveInGrid.ts'

const delayMs = 150

export interface Hint {
  /** The cell whose tooltip is shown. */
  readonly at: GridPosition | undefined
  /** Shows a cell's tooltip after a moment; undefined takes it away at once. */
  readonly offer: (at: GridPosition | undefined) => void
  /** Takes away the tooltip that is shown; one that was offered still comes. */
  readonly hide: () => void
}

/** When a tooltip is shown: after the pointer or the keyboard has stayed 150 ms. */
export function useHint(): Hint {
  const [at, setAt] = useState<GridPosition>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const offer = useCallback((next: GridPosition | undefined) => {
    clearTimeout(timer.current)
    setAt(undefined)
    if (next !== undefined) timer.current = setTimeout(() => setAt(next), delayMs)
  }, [])
  const hide = useCallback(() => setAt(undefined), [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { at, offer, hide }
}
