import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import { isGroupRow, rowHeight, rowTop, type GridGeometry } from './gridGeometry.ts'
import type { GridPosition } from './moveInGrid.ts'

/** The position of the cell that an element is or lies in; undefined outside of cells. */
export function positionOf(target: EventTarget | null): GridPosition | undefined {
  if (!(target instanceof Element)) return undefined
  const row = target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex')
  const column = target.closest('[aria-colindex]')?.getAttribute('aria-colindex')
  if (row == null || column == null) return undefined
  return { row: Number(row) - 2, column: Number(column) - 2 }
}

/** The element of a cell, where it is drawn. */
export function elementOf(grid: Element, { row, column }: GridPosition): Element | null {
  return grid.querySelector(`[aria-rowindex="${row + 2}"] [aria-colindex="${column + 2}"]`)
}

interface Crosshair {
  readonly rowBar: RefObject<HTMLDivElement | null>
  readonly columnBar: RefObject<HTMLDivElement | null>
  /** Moves the crosshair to a cell, or takes it away. */
  readonly point: (to: GridPosition | undefined) => void
}

/**
 * Lights a cell's row, column and slanted head. It writes to the elements themselves: React draws nothing when the
 * pointer moves.
 */
export function useCrosshair(
  grid: RefObject<HTMLElement | null>,
  geometry: GridGeometry,
): Crosshair {
  const rowBar = useRef<HTMLDivElement>(null)
  const columnBar = useRef<HTMLDivElement>(null)
  const lit = useRef<GridPosition>(undefined)
  const draw = useCallback(() => {
    const at = lit.current
    placeRow(rowBar.current, geometry, at)
    placeColumn(columnBar.current, geometry, at)
    if (grid.current !== null) markLit(grid.current, at)
  }, [grid, geometry])
  /** Rows that have come into view since then are lit too. */
  useLayoutEffect(draw)
  const point = useCallback(
    (to: GridPosition | undefined) => {
      lit.current = to
      draw()
    },
    [draw],
  )
  return { rowBar, columnBar, point }
}

function placeRow(bar: HTMLElement | null, geometry: GridGeometry, at: GridPosition | undefined) {
  if (bar === null) return
  const isShown = at !== undefined && at.row >= 0 && !isGroupRow(geometry, at.row)
  bar.hidden = !isShown
  if (!isShown) return
  bar.style.insetBlockStart = `${rowTop(geometry, at.row)}px`
  bar.style.blockSize = `${rowHeight}px`
}

function placeColumn(
  bar: HTMLElement | null,
  geometry: GridGeometry,
  at: GridPosition | undefined,
) {
  if (bar === null) return
  const isShown = at !== undefined && at.column >= 0 && at.column < geometry.columnCount
  bar.hidden = !isShown
  if (!isShown) return
  bar.style.insetInlineStart = `${geometry.nodeWidth + at.column * geometry.columnWidth}px`
  bar.style.inlineSize = `${geometry.columnWidth}px`
}

function markLit(grid: Element, at: GridPosition | undefined) {
  for (const each of grid.querySelectorAll('[data-lit]')) each.removeAttribute('data-lit')
  if (at === undefined) return
  grid.querySelector(`[aria-rowindex="${at.row + 2}"]`)?.setAttribute('data-lit', '')
  elementOf(grid, { row: -1, column: at.column })?.setAttribute('data-lit', '')
}
