import { useState } from 'react'
import type { GridFrame } from '../../../../domain/grid/frame.ts'
import { columnAt, rowKey, rowOf } from './keepRows.ts'
import type { GridPosition } from './moveInGrid.ts'

interface ActiveCell {
  readonly position: GridPosition
  readonly layout: number
  /** What stands there, to find it again when rows or columns have come, gone or moved. */
  readonly row: string | undefined
  readonly column: string | undefined
}

/**
 * The cell that the keyboard is on. It stays on its node and its DaemonSet when the grid's layout changes, as long as
 * they are near.
 */
export function useActiveCell(
  frame: GridFrame,
): readonly [GridPosition | undefined, (to: GridPosition) => void] {
  const [active, setActive] = useState<ActiveCell>()
  const moved = active === undefined ? undefined : follow(active, frame)
  if (moved !== active) setActive(moved)
  return [moved?.position, (to) => setActive(describe(to, frame))]
}

function describe(position: GridPosition, frame: GridFrame): ActiveCell {
  const row = rowOf(frame, position.row)
  return {
    position,
    layout: frame.layout,
    row: row === undefined ? undefined : rowKey(row),
    column: columnAt(frame, position.column)?.uid,
  }
}

function follow(active: ActiveCell, frame: GridFrame): ActiveCell {
  if (active.layout === frame.layout) return active
  const row = frame.rows.find((each) => rowKey(each) === active.row)?.index
  const column = frame.columns.find(({ uid }) => uid === active.column)?.index
  const position = {
    row: Math.min(row ?? active.position.row, frame.rowCount - 1),
    column: Math.min(column ?? active.position.column, frame.columnCount),
  }
  return describe(position, frame)
}
