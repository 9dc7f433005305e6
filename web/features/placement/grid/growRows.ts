/** A range of rows: first inclusive, last exclusive. */
export interface RowRange {
  readonly first: number
  readonly last: number
}

/**
 * The next step from the rows whose cells are drawn towards those that should be: at most so many new ones, downwards
 * first. A jump into the distance starts anew at the first visible row.
 */
export function growRows(
  drawn: RowRange,
  wanted: RowRange,
  start: number,
  budget: number,
): RowRange {
  const from = Math.max(drawn.first, wanted.first)
  const to = Math.min(drawn.last, wanted.last)
  const kept = from < to ? { first: from, last: to } : { first: start, last: start }
  const last = Math.min(wanted.last, kept.last + budget)
  const left = budget - (last - kept.last)
  return { first: Math.max(wanted.first, kept.first - left), last }
}
