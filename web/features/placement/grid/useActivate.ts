import { useNavigate } from 'react-router'
import { daemonSetPath, nodePath } from '../paths.ts'
import type { GridProps } from './gridProps.ts'
import { columnAt, rowOf } from './keepRows.ts'
import type { GridPosition } from './moveInGrid.ts'

/**
 * What Enter and a click do: on a cell they open its panel, on a group they open or close it, on a DaemonSet's or a
 * node's name they go to its page.
 */
export function useActivate({ frame, scroll, onOpen, onToggle }: GridProps) {
  const navigate = useNavigate()
  return (at: GridPosition, by: 'keyboard' | 'pointer') => {
    const column = columnAt(frame, at.column)
    if (at.row < 0) {
      if (column !== undefined) void navigate(daemonSetPath(column))
      return
    }
    const key = groupKey(scroll.element.current, at.row)
    const row = rowOf(frame, at.row)
    if (key !== undefined) onToggle(key)
    else if (row?.kind === 'node' && column !== undefined) {
      onOpen({ namespace: column.namespace, name: column.name, node: row.name }, by)
    } else if (row?.kind === 'node' && at.column < 0) void navigate(nodePath(row.name))
  }
}

/** The key of a group's or a fold's row, which may lie outside of the frame: it sticks under the head. */
function groupKey(grid: Element | null, row: number): string | undefined {
  return grid?.querySelector<HTMLElement>(`[aria-rowindex="${row + 2}"]`)?.dataset['key']
}
