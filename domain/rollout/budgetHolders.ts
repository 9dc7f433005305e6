/** Which nodes hold a rollout's budget, and whether they will let go of it by themselves. */
import { type DaemonPod, livePods, type RolloutCell } from './rolloutCells.ts'

/**
 * The state of a node without an available Pod. nodeGone: Pods are left of a Node that is gone; severalPods: more of
 * them than there should be; portTaken: a surge's new Pod waits for the host port of the old one; settling: ready, but not yet for minReadySeconds.
 */
export type HolderKind =
  | 'nodeNotReady'
  | 'nodeGone'
  | 'pending'
  | 'failing'
  | 'starting'
  | 'settling'
  | 'terminating'
  | 'noPod'
  | 'severalPods'
  | 'portTaken'

export interface BudgetHolder {
  readonly node: string
  readonly kind: HolderKind
  /** The Pod that is not available; undefined where there is none, or where it is only foreseen. */
  readonly pod: string | undefined
  /** Is that Pod one of an older template? */
  readonly isOutdated: boolean
  /** Nothing says that it changes by itself: the node is not ready, or the Pod fails or cannot be scheduled. */
  readonly isLasting: boolean
}

/** Says why a cell holds budget. */
export function budgetHolder(cell: RolloutCell): BudgetHolder {
  const pod = unavailablePod(cell)
  const kind = kindOf(cell, pod)
  return {
    node: cell.name,
    kind,
    pod: pod?.name === '' ? undefined : pod?.name,
    isOutdated: pod !== undefined && !pod.isUpToDate,
    isLasting: isLasting(kind, pod),
  }
}

/** A surge's new Pod before the old one: it is the one that is waited for. */
function unavailablePod(cell: RolloutCell): DaemonPod | undefined {
  const pods = livePods(cell).filter(({ isAvailable }) => !isAvailable)
  return pods.find(({ isUpToDate }) => isUpToDate) ?? pods[0]
}

function kindOf(cell: RolloutCell, pod: DaemonPod | undefined): HolderKind {
  if (cell.node === undefined) return 'nodeGone'
  if (cell.isDead) return 'nodeNotReady'
  const live = livePods(cell)
  if (live.length === 0) return cell.pods.length === 0 ? 'noPod' : 'terminating'
  if (pod === undefined || hasSeveral(live)) return 'severalPods'
  if (pod.isUnschedulable && cell.isPortTaken && live.length > 1) return 'portTaken'
  if (pod.name === '' && pod.state === 'pending' && !pod.isUnschedulable) return 'noPod'
  return pod.state === 'ready' || pod.state === 'terminating' ? 'settling' : pod.state
}

/** Two of a kind; one old and one new are a handover. */
function hasSeveral(live: readonly DaemonPod[]): boolean {
  const updated = live.filter(({ isUpToDate }) => isUpToDate).length
  return updated > 1 || live.length - updated > 1
}

/** A Pod that has ended is replaced by the controller, and Pods of a Node that is gone by the garbage collector. */
function isLasting(kind: HolderKind, pod: DaemonPod | undefined): boolean {
  if (kind === 'failing') return pod?.isTerminal !== true
  if (kind === 'pending') return pod?.isUnschedulable === true
  return kind === 'nodeNotReady' || kind === 'portTaken'
}
