/** What cells add up to. */
import { cellBits, type CellCode, type CellState, cellStates } from './cell.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { StateCounts } from './frame.ts'
import type { NodeEntry } from './nodeEntry.ts'
import { uncounted } from './scanCells.ts'

export interface CellSum {
  readonly ready: number
  readonly desired: number
  readonly counts: StateCounts
}

const ready = cellStates.indexOf('ready')
const outdatedAt = cellStates.length
const readyAt = cellStates.length + 1
const desiredAt = cellStates.length + 2
/** Numbers of one sum: one per state, outdated, ready, desired. */
const sumSize = cellStates.length + 3

/** The cells of some nodes, added up for each DaemonSet. */
export function sumColumns(
  { matrix }: ClusterModel,
  nodes: readonly NodeEntry[],
  daemonSets: readonly DaemonSetEntry[],
): readonly CellSum[] {
  const { cells, stride } = matrix
  const columns = Uint32Array.from(daemonSets, ({ column }) => column)
  const numbers = new Uint32Array(columns.length * sumSize)
  for (const { row } of nodes) {
    const start = row * stride
    for (let index = 0; index < columns.length; index += 1) {
      addCell(numbers, index * sumSize, cells[start + (columns[index] ?? 0)] ?? 0)
    }
  }
  return daemonSets.map((_, index) => sumAt(numbers, index * sumSize))
}

/** A node's Pods that are Ready, and those that should run. */
export function sumRow(
  model: ClusterModel,
  node: NodeEntry,
  daemonSets: readonly DaemonSetEntry[],
): Pick<CellSum, 'ready' | 'desired'> {
  const numbers = new Uint32Array(sumSize)
  for (const daemonSet of daemonSets) addCell(numbers, 0, model.cell(node, daemonSet))
  return { ready: numbers[readyAt] ?? 0, desired: numbers[desiredAt] ?? 0 }
}

/** The sum of sums. */
export function addSums(sums: readonly CellSum[]): CellSum {
  const numbers = new Uint32Array(sumSize)
  for (const { counts, ready, desired } of sums) {
    for (const [index, state] of cellStates.entries()) add(numbers, index, counts[state])
    add(numbers, outdatedAt, counts.outdated)
    add(numbers, readyAt, ready)
    add(numbers, desiredAt, desired)
  }
  return sumAt(numbers, 0)
}

function addCell(numbers: Uint32Array, at: number, cell: CellCode): void {
  const state = cell & cellBits.state
  if ((cell & cellBits.targeted) !== 0) {
    add(numbers, at + desiredAt, 1)
    if (state === ready) add(numbers, at + readyAt, 1)
  }
  if ((cell & uncounted) !== 0) return
  add(numbers, at + state, 1)
  if ((cell & cellBits.outdated) !== 0) add(numbers, at + outdatedAt, 1)
}

function add(numbers: Uint32Array, at: number, count: number): void {
  numbers[at] = (numbers[at] ?? 0) + count
}

function sumAt(numbers: Uint32Array, at: number): CellSum {
  const count = (state: CellState) => numbers[at + cellStates.indexOf(state)] ?? 0
  return {
    ready: numbers[at + readyAt] ?? 0,
    desired: numbers[at + desiredAt] ?? 0,
    counts: {
      failing: count('failing'),
      missing: count('missing'),
      misscheduled: count('misscheduled'),
      pending: count('pending'),
      terminating: count('terminating'),
      starting: count('starting'),
      ready: count('ready'),
      notTargeted: count('notTargeted'),
      outdated: numbers[at + outdatedAt] ?? 0,
    },
  }
}
