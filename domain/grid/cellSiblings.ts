/** The cells of the same state, in the grid's order. */
import { cellBits } from './cell.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { GridLayout } from './gridLayout.ts'
import type { NodeEntry } from './nodeEntry.ts'

export interface CellPlace {
  readonly node: NodeEntry
  readonly daemonSet: DaemonSetEntry
}

export interface CellSiblings {
  /** From 1; 0 where the filters hide the cell. */
  readonly position: number
  readonly of: number
  readonly previous: CellPlace | undefined
  readonly next: CellPlace | undefined
}

const compared = cellBits.state | cellBits.muted

/** Where a cell stands among those of its state: row by row, closed groups and folds included. */
export function cellSiblings(
  model: ClusterModel,
  { groups, columns }: GridLayout,
  cell: CellPlace,
): CellSiblings {
  const wanted = model.cell(cell.node, cell.daemonSet) & compared
  let [of, position] = [0, 0]
  let previous: CellPlace | undefined
  let next: CellPlace | undefined
  for (const { nodes } of groups) {
    for (const node of nodes) {
      for (const daemonSet of columns) {
        if ((model.cell(node, daemonSet) & compared) !== wanted) continue
        of += 1
        if (node === cell.node && daemonSet === cell.daemonSet) position = of
        else if (position === 0) previous = { node, daemonSet }
        else next ??= { node, daemonSet }
      }
    }
  }
  return { position, of, previous: position === 0 ? undefined : previous, next }
}

/**
 * Where a cell stands in the grid, to scroll there: for a closed group or fold its row; undefined where the filters hide
 * the cell.
 */
export function placeInGrid(
  { rows, columns, groups }: GridLayout,
  { node, daemonSet }: CellPlace,
): { readonly row: number; readonly column: number } | undefined {
  const column = columns.indexOf(daemonSet)
  const group = groups.findIndex(({ nodes }) => nodes.includes(node))
  if (column < 0 || group < 0) return undefined
  const row = rows.indexOf(node)
  if (row >= 0) return { row, column }
  // The last head of the group that is closed: the fold's, where the group itself is open.
  return { row: rows.findLastIndex((each) => each.kind !== 'node' && each.group === group), column }
}
