import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import { isGroupRow, rowHeight, rowTop, type GridGeometry } from './gridGeometry.ts'
import type { GridPosition } from './moveInGrid.ts'

/** The position of the cell that an element is or lies in; undefined outside of cells. */
export function positionOf(target: EventTarget | null): GridPosition | undefined {
  if (!(target instanceof Element)) return undefined
  const row = indexOf(target, 'aria-rowindex')
  const column = indexOf(target, 'aria-colindex')
  return row === undefined || column === undefined ? undefined : { row, column }
}

/** ARIA counts from 1, and the first row and column are heads. */
function indexOf(target: Element, attribute: string): number | undefined {
  const value = target.closest(`[${attribute}]`)?.getAttribute(attribute) ?? ''
  return value === '' ? undefined : Number(value) - 2
}

/** The element of a cell, where it is drawn. */
export function elementOf(grid: Element, { row, column }: GridPosition): Element | null {
  return grid.querySelector(`[aria-rowindex="${row + 2}"] [aria-colindex="${column + 2}"]`)
}

/**
 * Lights a cell's row, column and slanted head. It writes to the elements themselves: React draws nothing when the
 * pointer moves.
 * @returns moves the crosshair to a cell, or takes it away
 */
export function useCrosshair(
  grid: RefObject<HTMLElement | null>,
  geometry: GridGeometry,
): (to: GridPosition | undefined) => void {
  const lit = useRef<GridPosition>(undefined)
  const draw = useCallback(() => {
    if (grid.current === null) return
    placeRow(grid.current, geometry, lit.current)
    placeColumn(grid.current, geometry, lit.current)
    markLit(grid.current, lit.current)
  }, [grid, geometry])
  // Rows that have come into view since then are lit too.
  useLayoutEffect(draw)
  return useCallback(
    (to: GridPosition | undefined) => {
      lit.current = to
      draw()
    },
    [draw],
  )
}

function placeRow(grid: Element, geometry: GridGeometry, at: GridPosition | undefined) {
  const bar = grid.querySelector<HTMLElement>('.en-crosshair-row')
  if (bar === null) return
  const isShown = at !== undefined && at.row >= 0 && !isGroupRow(geometry, at.row)
  bar.hidden = !isShown
  if (!isShown) return
  bar.style.insetBlockStart = `${rowTop(geometry, at.row)}px`
  bar.style.blockSize = `${rowHeight}px`
}

function placeColumn(grid: Element, geometry: GridGeometry, at: GridPosition | undefined) {
  const bar = grid.querySelector<HTMLElement>('.en-crosshair-column')
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
  const heads = `.en-column[aria-colindex="${at.column + 2}"], .en-sum[aria-colindex="${at.column + 2}"]`
  for (const each of grid.querySelectorAll(heads)) each.setAttribute('data-lit', '')
}
