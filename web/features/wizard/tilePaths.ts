/** From one tile to the next, pixels. */
export const pitch = 15
const side = 12

/** How many tiles stand in a row; at least one, also before the width is known. */
export function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width + pitch - side) / pitch))
}

/**
 * The outlines of all tiles, as SVG paths: those of the nodes that run it, of those where its Pod would wait, and the
 * others.
 * @param firsts each node's first reason; -1 where it runs
 * @param waiting the reasons for which a Pod waits
 */
export function tilePaths(
  firsts: Int32Array,
  columns: number,
  waiting: ReadonlySet<number>,
): { readonly run: string; readonly wait: string; readonly not: string } {
  const run: string[] = []
  const wait: string[] = []
  const not: string[] = []
  firsts.forEach((reason, index) => {
    const x = (index % columns) * pitch
    const y = Math.floor(index / columns) * pitch
    if (reason < 0) run.push(square(x, y, side))
    else (waiting.has(reason) ? wait : not).push(square(x + 1.5, y + 1.5, side - 3))
  })
  return { run: run.join(''), wait: wait.join(''), not: not.join('') }
}

function square(x: number, y: number, size: number): string {
  return `M${x} ${y}h${size}v${size}h-${size}z`
}

/** The index of the tile at a point of the picture; -1 between tiles' rows and columns or beside them. */
export function indexAt(x: number, y: number, columns: number): number {
  const column = Math.floor(x / pitch)
  const isBeside = x < 0 || y < 0 || column >= columns
  return isBeside ? -1 : Math.floor(y / pitch) * columns + column
}
