import {
  groupHeight,
  groupOf,
  headHeight,
  readyWidth,
  rowTop,
  type GridGeometry,
  type Viewport,
} from './gridGeometry.ts'
import type { GridPosition } from './moveInGrid.ts'

/** The least scrolling that brings a cell into view, clear of what sticks to the edges. */
export function reveal(
  geometry: GridGeometry,
  view: Viewport,
  { row, column }: GridPosition,
): { readonly top: number; readonly left: number } {
  return { top: revealRow(geometry, view, row), left: revealColumn(geometry, view, column) }
}

function revealRow(geometry: GridGeometry, view: Viewport, row: number): number {
  if (row < 0) return view.top
  const group = groupOf(geometry, row)
  const covered = group === undefined || group === row ? 0 : groupHeight
  const highest = rowTop(geometry, row) - covered
  const lowest = rowTop(geometry, row + 1) - (view.height - headHeight)
  return Math.max(0, Math.min(highest, Math.max(lowest, view.top)))
}

function revealColumn(geometry: GridGeometry, view: Viewport, column: number): number {
  const { columnWidth, columnCount, nodeWidth } = geometry
  if (column < 0 || column >= columnCount) return view.left
  const rightmost = column * columnWidth
  const leftmost = rightmost + columnWidth - (view.width - nodeWidth - readyWidth)
  return Math.max(0, Math.min(rightmost, Math.max(leftmost, view.left)))
}
