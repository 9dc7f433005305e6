import { useLayoutEffect, useReducer, useRef } from 'react'
import { growRows, type RowRange } from './growRows.ts'

/** Cells that come into the document in one frame of the screen, at most: some milliseconds of layout. */
const cellBudget = 420
const fewestRows = 4

/**
 * The rows whose cells are drawn now. After a jump the others follow frame by frame, so that no frame takes long; until
 * then they have the shape of a row.
 * @param start the first visible row
 */
export function useRowSteps(wanted: RowRange, start: number, columns: number): RowRange {
  const drawn = useRef<RowRange>({ first: 0, last: 0 })
  const [, drawMore] = useReducer((step: number) => step + 1, 0)
  const budget = Math.max(fewestRows, Math.floor(cellBudget / Math.max(columns, 1)))
  const { first, last } = growRows(drawn.current, wanted, start, budget)
  const isComplete = first === wanted.first && last === wanted.last
  useLayoutEffect(() => {
    drawn.current = { first, last }
    if (isComplete) return undefined
    const request = requestAnimationFrame(drawMore)
    return () => cancelAnimationFrame(request)
  }, [first, last, isComplete])
  return { first, last }
}
