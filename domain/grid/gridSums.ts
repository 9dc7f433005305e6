/** What cells add up to. */
import { cellBits, type CellState, cellStates } from './cell.ts'
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

/** State and flags stand in the lowest eight bits of a cell: there are so many kinds of cells. */
const kinds = 256
const readyState = cellStates.indexOf('ready')

/** The cells of some nodes, added up for each DaemonSet: first by kind, which takes one step a cell. */
export function sumColumns(
  { matrix }: ClusterModel,
  nodes: readonly NodeEntry[],
  daemonSets: readonly DaemonSetEntry[],
): readonly CellSum[] {
  const { cells, stride } = matrix
  const columns = Uint32Array.from(daemonSets, ({ column }) => column)
  const numbers = new Uint32Array(columns.length * kinds)
  for (const { row } of nodes) {
    const start = row * stride
    for (let index = 0; index < columns.length; index += 1) {
      const cell = cells[start + (columns[index] ?? 0)] ?? 0
      const kind = index * kinds + (cell & (kinds - 1))
      numbers[kind] = (numbers[kind] ?? 0) + 1
    }
  }
  return daemonSets.map((_, index) =>
    sumKinds(numbers.subarray(index * kinds, (index + 1) * kinds)),
  )
}

/** A node's Pods that are Ready, and those that should run. */
export function sumRow(
  model: ClusterModel,
  node: NodeEntry,
  daemonSets: readonly DaemonSetEntry[],
): Pick<CellSum, 'ready' | 'desired'> {
  let [ready, desired] = [0, 0]
  for (const daemonSet of daemonSets) {
    const cell = model.cell(node, daemonSet)
    if ((cell & cellBits.targeted) === 0) continue
    desired += 1
    if ((cell & cellBits.state) === readyState) ready += 1
  }
  return { ready, desired }
}

/** The sum of sums. */
export function addSums(sums: readonly CellSum[]): CellSum {
  const states = new Uint32Array(cellStates.length)
  let [ready, desired, outdated] = [0, 0, 0]
  for (const sum of sums) {
    ready += sum.ready
    desired += sum.desired
    outdated += sum.counts.outdated
    for (const [index, state] of cellStates.entries()) {
      states[index] = (states[index] ?? 0) + sum.counts[state]
    }
  }
  return { ready, desired, counts: stateCounts(states, outdated) }
}

function sumKinds(numbers: Uint32Array): CellSum {
  const states = new Uint32Array(cellStates.length)
  let [ready, desired, outdated] = [0, 0, 0]
  for (let kind = 0; kind < kinds; kind += 1) {
    const number = numbers[kind] ?? 0
    if (number === 0) continue
    const state = kind & cellBits.state
    if ((kind & cellBits.targeted) !== 0) {
      desired += number
      if (state === readyState) ready += number
    }
    if ((kind & uncounted) !== 0) continue
    states[state] = (states[state] ?? 0) + number
    if ((kind & cellBits.outdated) !== 0) outdated += number
  }
  return { ready, desired, counts: stateCounts(states, outdated) }
}

function stateCounts(states: Uint32Array, outdated: number): StateCounts {
  const count = (state: CellState) => states[cellStates.indexOf(state)] ?? 0
  return {
    failing: count('failing'),
    missing: count('missing'),
    misscheduled: count('misscheduled'),
    pending: count('pending'),
    terminating: count('terminating'),
    starting: count('starting'),
    ready: count('ready'),
    notTargeted: count('notTargeted'),
    outdated,
  }
}
