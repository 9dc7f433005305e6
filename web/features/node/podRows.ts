import { cellStates, type CellState } from '../../../domain/grid/cell.ts'
import type { Pod } from '../../../domain/k8s/objects.ts'
import { podState } from '../../../domain/k8s/pods.ts'
import type { NodeView } from '../../live/views.ts'

/** A line of the table of daemon Pods: one Pod, or a DaemonSet that should have one and has none. */
export interface PodRow {
  readonly key: string
  readonly namespace: string
  readonly name: string
  readonly state: CellState
  readonly outdated: boolean
  readonly pod: Pod | undefined
}

/** One line a Pod, the worst states first, then by namespace and name. */
export function podRows(here: NodeView['here']): readonly PodRow[] {
  return here.flatMap(rowsOf).sort(compareRows)
}

function rowsOf(cell: NodeView['here'][number]): readonly PodRow[] {
  const { namespace, name, state, outdated, pods } = cell
  const row = { namespace, name, state, outdated }
  if (pods.length === 0) return [{ ...row, key: `${namespace}/${name}`, pod: undefined }]
  // Of several Pods each has a state of its own; where none should run, all are misscheduled.
  const isShared = pods.length > 1 && state !== 'misscheduled'
  return pods.map((pod) => ({
    ...row,
    key: pod.uid,
    state: isShared ? podState(pod) : state,
    pod,
  }))
}

function compareRows(a: PodRow, b: PodRow): number {
  return (
    cellStates.indexOf(a.state) - cellStates.indexOf(b.state) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name) ||
    compareText(a.key, b.key)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
