/** Where the grid's rows and columns are, in pixels. */
import type { GridWindow } from '../../../../domain/grid/frame.ts'

export const rowHeight = 28
export const groupHeight = 34
/** Slanted heads, then the line with ready/desired and the bar. */
const laneHeight = 126
export const headHeight = laneHeight + 34
export const readyWidth = 64
/** To the right of the last column: 'ready', and room for the last slanted head. */
const endWidth = readyWidth + 40
const narrowestColumn = 36
const widestColumn = 60

export interface GridGeometry {
  readonly rowCount: number
  readonly columnCount: number
  /** Ascending. */
  readonly groupRows: readonly number[]
  readonly nodeWidth: number
  readonly columnWidth: number
}

export interface Viewport {
  readonly top: number
  readonly left: number
  readonly width: number
  readonly height: number
}

/** The node column's width in a grid of this width. */
export function nodeColumnWidth(gridWidth: number): number {
  if (gridWidth < 640) return 168
  return gridWidth < 1100 ? 226 : 256
}

/** Columns share the width that the nodes leave, between 36 and 60 pixels each. */
export function sharedColumnWidth(gridWidth: number, columnCount: number): number {
  const shared = (gridWidth - nodeColumnWidth(gridWidth) - endWidth) / Math.max(columnCount, 1)
  return Math.max(narrowestColumn, Math.min(widestColumn, Math.floor(shared)))
}

/** Everything beside each other: the node column, all columns, and the end. */
export function gridWidth({ nodeWidth, columnWidth, columnCount }: GridGeometry): number {
  return nodeWidth + columnCount * columnWidth + endWidth
}

/** Distance of a row's top from the first row's top; of all rows' end for `row = rowCount`. */
export function rowTop({ groupRows }: GridGeometry, row: number): number {
  return row * rowHeight + countBelow(groupRows, row) * (groupHeight - rowHeight)
}

export function isGroupRow({ groupRows }: GridGeometry, row: number): boolean {
  return groupRows[countBelow(groupRows, row)] === row
}

/** The row that a distance from the first row's top falls in; the nearest one outside of the grid. */
export function rowAt(geometry: GridGeometry, y: number): number {
  let low = 0
  let high = Math.max(geometry.rowCount - 1, 0)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (rowTop(geometry, middle) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** The group row that a row belongs to, itself included; undefined where nothing is grouped. */
export function groupOf({ groupRows }: GridGeometry, row: number): number | undefined {
  return groupRows[countBelow(groupRows, row + 1) - 1]
}

/** Rows and columns that are to be seen, with so many more on each side. */
export function visibleWindow(
  geometry: GridGeometry,
  view: Viewport,
  more: { readonly rows: number; readonly columns: number },
): GridWindow {
  const { rowCount, columnCount, columnWidth, nodeWidth } = geometry
  const height = Math.max(view.height - headHeight, 0)
  const width = Math.max(view.width - nodeWidth, 0)
  return {
    firstRow: Math.max(0, rowAt(geometry, view.top) - more.rows),
    lastRow: Math.min(rowCount, rowAt(geometry, view.top + height) + 1 + more.rows),
    firstColumn: Math.max(0, Math.floor(view.left / columnWidth) - more.columns),
    lastColumn: Math.min(columnCount, Math.ceil((view.left + width) / columnWidth) + more.columns),
  }
}

const rowStep = 32
const columnStep = 16

/** A window that holds the given one and changes only now and then as it moves: what the worker is asked for. */
export function roundedWindow(window: GridWindow): GridWindow {
  return {
    firstRow: Math.floor(window.firstRow / rowStep) * rowStep,
    lastRow: Math.ceil(window.lastRow / rowStep) * rowStep,
    firstColumn: Math.floor(window.firstColumn / columnStep) * columnStep,
    lastColumn: Math.ceil(window.lastColumn / columnStep) * columnStep,
  }
}

/** How many numbers of an ascending list are smaller. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? Infinity) < limit) low = middle + 1
    else high = middle
  }
  return low
}
