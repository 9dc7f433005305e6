import { useNavigate } from 'react-router'
import type { ColumnHead, GridRow } from '../../../../domain/grid/frame.ts'
import { daemonSetPath, nodePath } from '../paths.ts'
import type { GridProps } from './gridProps.ts'
import { columnAt, rowOf } from './keepRows.ts'
import type { GridPosition } from './moveInGrid.ts'

/**
 * What Enter and a click do: on a cell they open its panel, on a group they open or close it. Enter on the name of a
 * DaemonSet or a node goes to its page; for the pointer the name is a link.
 */
export function useActivate({ frame, scroll, onOpen, onToggle }: GridProps) {
  const navigate = useNavigate()
  return (at: GridPosition, by: 'keyboard' | 'pointer') => {
    const column = columnAt(frame, at.column)
    const row = rowOf(frame, at.row)
    const key = groupKey(scroll.element.current, at.row)
    if (key !== undefined) onToggle(key)
    else if (row?.kind === 'node' && column !== undefined) {
      onOpen({ namespace: column.namespace, name: column.name, node: row.name }, by)
    } else if (by === 'keyboard') {
      const path = namePath(at, column, row)
      if (path !== undefined) void navigate(path)
    }
  }
}

/** The page of the DaemonSet in the head, or of the node in the first column. */
function namePath(
  at: GridPosition,
  column: ColumnHead | undefined,
  row: GridRow | undefined,
): string | undefined {
  if (at.row < 0) return column === undefined ? undefined : daemonSetPath(column)
  return at.column < 0 && row?.kind === 'node' ? nodePath(row.name) : undefined
}

/** The key of a group's or a fold's row, which may lie outside of the frame: it sticks under the head. */
function groupKey(grid: Element | null, row: number): string | undefined {
  return grid?.querySelector<HTMLElement>(`[aria-rowindex="${row + 2}"]`)?.dataset['key']
}
