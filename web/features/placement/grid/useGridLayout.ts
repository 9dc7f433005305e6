import { useEffect, useMemo } from 'react'
import type { GridFrame, GridWindow } from '../../../../domain/grid/frame.ts'
import {
  nodeColumnWidth,
  roundedWindow,
  rowAt,
  sharedColumnWidth,
  visibleWindow,
  type GridGeometry,
} from './gridGeometry.ts'
import type { RowRange } from './growRows.ts'
import type { RowColumns } from './rowColumns.ts'
import type { GridScroll } from './useGridScroll.ts'
import { useRowSteps } from './useRowSteps.ts'

/** Drawn beyond the edge, so that there is something when React has not heard of the scrolling yet. */
const drawnMore = { rows: 8, columns: 4 }
/** Asked of the worker beyond the edge, so that short scrolling waits for nothing. */
const askedMore = { rows: 48, columns: 8 }

interface GridLayout {
  readonly geometry: GridGeometry
  /** Rows and columns to draw. */
  readonly drawn: GridWindow
  readonly columns: RowColumns
  /** Rows whose cells are drawn already; the others of `drawn` are blank for some frames. */
  readonly filled: RowRange
}

/**
 * Where everything is, and what of it is drawn.
 * @param onWindow hears which rows and columns of the grid are needed, whenever that changes
 */
export function useGridLayout(
  frame: GridFrame,
  scroll: GridScroll,
  onWindow: (window: GridWindow) => void,
): GridLayout {
  const geometry = useGeometry(frame, scroll.size?.width ?? 0)
  const view = { ...scroll.position, width: 0, height: 0, ...scroll.size }
  const drawn = visibleWindow(geometry, view, drawnMore)
  useWindow(roundedWindow(visibleWindow(geometry, view, askedMore)), scroll, onWindow)
  const wanted = { first: drawn.firstRow, last: drawn.lastRow }
  const start = Math.max(drawn.firstRow, Math.min(drawn.lastRow, rowAt(geometry, view.top)))
  const filled = useRowSteps(wanted, start, drawn.lastColumn - drawn.firstColumn)
  return { geometry, drawn, filled, columns: useRowColumns(frame, drawn, geometry.columnWidth) }
}

function useWindow(
  { firstRow, lastRow, firstColumn, lastColumn }: GridWindow,
  { size }: GridScroll,
  onWindow: (window: GridWindow) => void,
) {
  const isMeasured = size !== undefined
  useEffect(() => {
    if (isMeasured) onWindow({ firstRow, lastRow, firstColumn, lastColumn })
  }, [isMeasured, onWindow, firstRow, lastRow, firstColumn, lastColumn])
}

/** Where rows and columns of a grid of this width are. */
export function useGeometry(
  { rowCount, columnCount, groupRows }: GridFrame,
  width: number,
): GridGeometry {
  return useMemo(
    () => ({
      rowCount,
      columnCount,
      groupRows,
      nodeWidth: nodeColumnWidth(width),
      columnWidth: sharedColumnWidth(width, columnCount),
    }),
    [rowCount, columnCount, groupRows, width],
  )
}

function useRowColumns(frame: GridFrame, drawn: GridWindow, width: number): RowColumns {
  const { columns: heads, columnCount: count, podsKnown } = frame
  const { firstColumn: offset } = frame.window
  const { firstColumn: first, lastColumn: last } = drawn
  return useMemo(
    () => ({ heads, offset, first, last, count, width, podsKnown }),
    [heads, offset, first, last, count, width, podsKnown],
  )
}
