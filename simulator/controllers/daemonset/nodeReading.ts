/** What the controller makes of one node and the DaemonSet's Pods on it. */
import { compareDaemonPods } from '../../../domain/k8s/pods.ts'
import { shouldContinueBit, shouldRunBit } from '../../../domain/placement/placementVerdict.ts'
import { manageNode, type NodeActions } from '../../../domain/rollout/manageNode.ts'
import { rollingPart, type RollingRole } from '../../../domain/rollout/rollingUpdate.ts'
import {
  daemonPod,
  type RolloutCell,
  type RolloutPod,
} from '../../../domain/rollout/rolloutCells.ts'
import type { RolloutTarget } from '../../../domain/rollout/rolloutTarget.ts'
import type { Subject } from './subject.ts'

/** How a node's Pods are judged. */
export interface Judge {
  readonly subject: Subject
  readonly target: RolloutTarget
  readonly surges: boolean
  /** Seconds since the epoch. */
  readonly now: number
}

/** The status' counts (daemon_controller.go, updateDaemonSetStatus). */
export interface Counts {
  readonly desired: number
  readonly current: number
  readonly misscheduled: number
  readonly ready: number
  readonly updated: number
  readonly available: number
}

export interface NodeReading {
  readonly counts: Counts
  /** Outside a rolling update; undefined: nothing. */
  readonly actions: NodeActions | undefined
  readonly role: RollingRole
  readonly holdsBudget: boolean
  /** As the rolling update counts nodes with an available Pod. */
  readonly serves: boolean
  /** A Pod is ready, but not yet for minReadySeconds: time alone changes this reading. */
  readonly isSettling: boolean
}

/** A node with its Pods. @param bits the verdict; undefined where the Node is gone */
export function rolloutCell(
  name: string,
  bits: number | undefined,
  pods: readonly RolloutPod[],
  { subject, target, now }: Judge,
): RolloutCell {
  const input = { daemonSet: subject.daemonSet, target, now }
  return {
    name,
    node: bits === undefined ? undefined : rolloutNode(name, bits),
    isDead: false,
    stuck: undefined,
    isPortTaken: false,
    pods: pods.toSorted(compareDaemonPods).map((pod) => daemonPod(pod, input)),
  }
}

/** The controller looks at no node's condition. */
function rolloutNode(name: string, bits: number): NonNullable<RolloutCell['node']> {
  return {
    name,
    shouldRun: (bits & shouldRunBit) !== 0,
    shouldContinueRunning: (bits & shouldContinueBit) !== 0,
    isReady: true,
  }
}

export function readNode(cell: RolloutCell, { subject, surges }: Judge): NodeReading {
  const { role, holdsBudget, isAvailable } = rollingPart(cell, surges)
  const actions = manageNode(cell, surges)
  const minReady = subject.daemonSet.spec.minReadySeconds ?? 0
  return {
    counts: countsOf(cell),
    actions: isNothing(actions) ? undefined : actions,
    role,
    holdsBudget,
    serves: isAvailable,
    isSettling: minReady > 0 && cell.pods.some((pod) => pod.isReady && !pod.isAvailable),
  }
}

function isNothing({ creates, deletes }: NodeActions): boolean {
  return !creates && deletes.length === 0
}

export const noCounts: Counts = {
  desired: 0,
  current: 0,
  misscheduled: 0,
  ready: 0,
  updated: 0,
  available: 0,
}

function countsOf({ node, pods: [first] }: RolloutCell): Counts {
  if (node === undefined) return noCounts
  if (!node.shouldRun) return first === undefined ? noCounts : misscheduled
  if (first === undefined) return missing
  if (first.isReady && first.isUpToDate && first.isAvailable) return well
  return {
    desired: 1,
    current: 1,
    misscheduled: 0,
    ready: Number(first.isReady),
    updated: Number(first.isUpToDate),
    available: Number(first.isAvailable),
  }
}

const missing: Counts = { ...noCounts, desired: 1 }
/** Most nodes share it. */
const well: Counts = { ...missing, current: 1, ready: 1, updated: 1, available: 1 }
const misscheduled: Counts = { ...noCounts, misscheduled: 1 }

export function addCounts(a: Counts, b: Counts, sign: 1 | -1): Counts {
  return {
    desired: a.desired + sign * b.desired,
    current: a.current + sign * b.current,
    misscheduled: a.misscheduled + sign * b.misscheduled,
    ready: a.ready + sign * b.ready,
    updated: a.updated + sign * b.updated,
    available: a.available + sign * b.available,
  }
}
