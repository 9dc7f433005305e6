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
