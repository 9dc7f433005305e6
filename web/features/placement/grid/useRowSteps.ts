import { useLayoutEffect, useState } from 'react'
import { growRows, type RowRange } from './growRows.ts'

/** Cells that come into the document in one frame of the screen, at most: some milliseconds of layout. */
const cellBudget = 240
const fewestRows = 4

/**
 * The rows whose cells are drawn now. After a jump the others follow frame by frame, so that no frame takes long; until
 * then they have the shape of a row.
 * @param start the first visible row
 */
export function useRowSteps(wanted: RowRange, start: number, columns: number): RowRange {
  const [step, setStep] = useState(0)
  const [drawn, setDrawn] = useState({ range: { first: 0, last: 0 }, wanted, step: -1 })
  const budget = Math.max(fewestRows, Math.floor(cellBudget / Math.max(columns, 1)))
  const isDue = drawn.step !== step || !isEqual(drawn.wanted, wanted)
  const range = isDue ? growRows(drawn.range, wanted, start, budget) : drawn.range
  if (isDue) setDrawn({ range, wanted, step })
  const isComplete = isEqual(range, wanted)
  useLayoutEffect(() => {
    if (isComplete) return undefined
    const request = requestAnimationFrame(() => setStep(step + 1))
    return () => cancelAnimationFrame(request)
  }, [isComplete, step])
  return range
}

function isEqual(a: RowRange, b: RowRange): boolean {
  return a.first === b.first && a.last === b.last
}
