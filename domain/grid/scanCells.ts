/** Which states there are in each row and column, in one pass over the matrix. */
import { cellBits, type CellState, cellStates, problemStates } from './cell.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { GridQuery } from './frame.ts'
import type { NodeEntry } from './nodeEntry.ts'

/** By the matrix' row or column: a mask of states (bit: index in cellStates; 8: outdated), and the number of problems. */
export interface Scan {
  readonly rowStates: Uint16Array
  readonly rowProblems: Uint32Array
  readonly columnStates: Uint16Array
  readonly columnProblems: Uint32Array
}

const outdatedMask = 1 << cellStates.length
const problemMask = maskOf(problemStates)
/** Cells that count in no state. */
export const uncounted = cellBits.muted | cellBits.placeholder

function maskOf(states: readonly CellState[]): number {
  return states.reduce((mask, state) => mask | (1 << cellStates.indexOf(state)), 0)
}

/** The mask of the states that a query asks for; 0: all. */
export function statesMask(states: GridQuery['states']): number {
  return states.reduce(
    (mask, state) => mask | (state === 'outdated' ? outdatedMask : 1 << cellStates.indexOf(state)),
    0,
  )
}

/** Looks at every cell of these nodes and DaemonSets; those of nodes that are not ready count as nothing. */
export function scanCells(
  { matrix }: ClusterModel,
  nodes: readonly NodeEntry[],
  daemonSets: readonly DaemonSetEntry[],
): Scan {
  const { cells, stride } = matrix
  const rows = stride === 0 ? 0 : cells.length / stride
  const scan = {
    rowStates: new Uint16Array(rows),
    rowProblems: new Uint32Array(rows),
    columnStates: new Uint16Array(stride),
    columnProblems: new Uint32Array(stride),
  }
  const columns = Uint32Array.from(daemonSets, ({ column }) => column)
  for (const node of nodes) scanRow(cells.subarray(node.row * stride), columns, node.row, scan)
  return scan
}

function scanRow(cells: Uint32Array, columns: Uint32Array, row: number, scan: Scan): void {
  let states = 0
  let problems = 0
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index] ?? 0
    const cell = cells[column] ?? 0
    if ((cell & uncounted) !== 0) continue
    const mask =
      (1 << (cell & cellBits.state)) | ((cell & cellBits.outdated) === 0 ? 0 : outdatedMask)
    states |= mask
    scan.columnStates[column] = (scan.columnStates[column] ?? 0) | mask
    if ((mask & problemMask) === 0) continue
    problems += 1
    scan.columnProblems[column] = (scan.columnProblems[column] ?? 0) + 1
  }
  scan.rowStates[row] = states
  scan.rowProblems[row] = problems
}

/** Is something wrong with the node, or with a Pod on it? */
export function hasProblem(scan: Scan, node: NodeEntry): boolean {
  return !node.reading.isReady || (scan.rowProblems[node.row] ?? 0) > 0
}

/** Lower is worse: nodes that are not ready, then the worst state, then the number of problems. */
export function rowRank(scan: Scan, node: NodeEntry): number {
  if (!node.reading.isReady) return -1
  return rank(scan.rowStates[node.row] ?? 0, scan.rowProblems[node.row] ?? 0)
}

/** Lower is worse. */
export function columnRank(scan: Scan, { column }: DaemonSetEntry): number {
  return rank(scan.columnStates[column] ?? 0, scan.columnProblems[column] ?? 0)
}

const rankStep = 1_000_000

function rank(states: number, problems: number): number {
  if (problems === 0) return problemStates.length * rankStep
  const worst = Math.log2(states & problemMask & -(states & problemMask))
  return (worst + 1) * rankStep - Math.min(problems, rankStep - 1)
}
