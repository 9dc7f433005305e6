/** Where a DaemonSet's status and its nodes and Pods say different things: the controller is behind, or gone. */
import type { DaemonSet } from '../k8s/objects.ts'
import { shouldRunBit } from '../placement/placementVerdict.ts'
import { isOutdated } from '../rollout/revisions.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'

const counters = [
  'desiredNumberScheduled',
  'currentNumberScheduled',
  'numberMisscheduled',
  'numberReady',
  'updatedNumberScheduled',
  'numberUnavailable',
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
 * is not kept any more. Which Pods are updated is not judged before the revisions are known, nor which are available
 * where that takes time (minReadySeconds).
 */
export function statusLag(model: ClusterModel, entry: DaemonSetEntry): readonly LaggingCounter[] {
  const { daemonSet, isDeleting } = entry.reading
  if (!model.podsKnown || isDeleting) return []
  const actual = count(model, entry)
  const unjudged = unjudgedOf(daemonSet, entry.currentHash)
  return counters
    .filter((counter) => !unjudged.has(counter))
    .map((counter) => ({
      counter,
      status: daemonSet.status?.[counter] ?? 0,
      actual: actual[counter],
    }))
    .filter(({ status, actual }) => status !== actual)
}

function unjudgedOf({ spec }: DaemonSet, hash: string | undefined): ReadonlySet<StatusCounter> {
  return new Set<StatusCounter>([
    ...(hash === undefined ? (['updatedNumberScheduled'] as const) : []),
    ...((spec.minReadySeconds ?? 0) > 0 ? (['numberUnavailable'] as const) : []),
  ])
}

function count(model: ClusterModel, entry: DaemonSetEntry): Record<StatusCounter, number> {
  const counts = {
    desiredNumberScheduled: 0,
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    numberReady: 0,
    updatedNumberScheduled: 0,
    numberUnavailable: 0,
  }
  const { currentHash, reading } = entry
  for (const node of model.nodes) {
    const [oldest] = model.podsOf(node, entry)
    if (!isWanted(model, node.row, entry)) {
      if (oldest !== undefined) counts.numberMisscheduled += 1
      continue
    }
    counts.desiredNumberScheduled += 1
    if (oldest?.ready === true) counts.numberReady += 1
    else counts.numberUnavailable += 1
    if (oldest === undefined) continue
    counts.currentNumberScheduled += 1
    if (!isOutdated(oldest, currentHash, reading.templateGeneration))
      counts.updatedNumberScheduled += 1
  }
  return counts
}

function isWanted({ matrix }: ClusterModel, row: number, { column }: DaemonSetEntry): boolean {
  return ((matrix.verdicts[row * matrix.stride + column] ?? 0) & shouldRunBit) !== 0
}
