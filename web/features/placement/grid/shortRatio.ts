/** Width of a figure of 11.5 px in the grid's font, with a little room. */
const figureWidth = 6.6

/**
 * ready/desired. Where that doesn't fit into the column: how many are not Ready, or how many there are where all are.
 * @param ready undefined until the Pods are known
 */
export function shortRatio(ready: number | undefined, desired: number, width: number): string {
  const ratio = `${ready ?? '–'}/${desired}`
  if (ratio.length * figureWidth <= width) return ratio
  return ready === undefined || ready === desired ? String(desired) : `−${desired - ready}`
}
