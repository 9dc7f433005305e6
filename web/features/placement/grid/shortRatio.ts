/** Width of a figure of 11.5 px in the grid's font, with a little room. */
const figureWidth = 6.6

/**
 * ready/desired, or a percentage where that doesn't fit into the column. It is rounded down: 4,999 of 5,000 are not
 * 100 %.
 */
export function shortRatio(ready: number, desired: number, columnWidth: number): string {
  const ratio = `${ready}/${desired}`
  if (ratio.length * figureWidth <= columnWidth || desired === 0) return ratio
  const percent = Math.floor((ready / desired) * 1000) / 10
  return percent > 99 && percent < 100 ? `${percent.toFixed(1)}%` : `${Math.floor(percent)}%`
}
