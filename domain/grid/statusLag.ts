/** Where a DaemonSet's status and its nodes and Pods say different things: the controller is behind, or gone. */
import { shouldRunBit } from '../placement/placementVerdict.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'

const counters = [
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'numberReady',
] as const
export type StatusCounter = (typeof counters)[number]

export interface LaggingCounter {
  readonly counter: StatusCounter
  /** What the status says, and what the nodes and Pods say. */
  readonly status: number
  readonly actual: number
}

/**
 * The counters that are not what the controller would count now (pkg/controller/daemon/daemon_controller.go,
 * updateDaemonSetStatus). None while the Pods are not known, and none of a DaemonSet that is being deleted: its status
 * is not kept any more.
 */
export function statusLag(model: ClusterModel, entry: DaemonSetEntry): readonly LaggingCounter[] {
  const { daemonSet, isDeleting } = entry.reading
  if (!model.podsKnown || isDeleting) return []
  const actual = count(model, entry)
  return counters
    .map((counter) => ({
      counter,
      status: daemonSet.status?.[counter] ?? 0,
      actual: actual[counter],
    }))
    .filter(({ status, actual }) => status !== actual)
}

function count(model: ClusterModel, entry: DaemonSetEntry): Record<StatusCounter, number> {
  const counts = {
    desiredNumberScheduled: 0,
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
  }
  for (const node of model.nodes) {
    const [oldest] = model.podsOf(node, entry)
    if (!isWanted(model, node.row, entry)) {
      if (oldest !== undefined) counts.numberMisscheduled += 1
      continue
    }
    counts.desiredNumberScheduled += 1
    if (oldest === undefined) continue
    counts.currentNumberScheduled += 1
    if (oldest.ready) counts.numberReady += 1
  }
  return counts
}

function isWanted({ matrix }: ClusterModel, row: number, { column }: DaemonSetEntry): boolean {
  return ((matrix.verdicts[row * matrix.stride + column] ?? 0) & shouldRunBit) !== 0
}
