/** What the controller does on one node before, and outside, any rolling update. */
import { type DaemonPod, livePods, newPod, type RolloutCell } from './rolloutCells.ts'

/**
 * notWanted: the node should not go on running it; ended: Failed or Succeeded; duplicate: one Pod too many; replaced:
 * a surge's new Pod is available, or its old one is not ready; nodeGone: the Pod waits for a Node that is gone; outdated:
 * the rolling update deletes it.
 */
export type DeletionCause =
  'notWanted' | 'ended' | 'duplicate' | 'replaced' | 'nodeGone' | 'outdated'

export interface PodDeletion {
  readonly pod: DaemonPod
  readonly cause: DeletionCause
}

export interface NodeActions {
  readonly creates: boolean
  readonly deletes: readonly PodDeletion[]
}

const nothing: NodeActions = { creates: false, deletes: [] }

/**
 * The controller's actions on one node (daemon_controller.go, podsShouldBeOnNode and getUnscheduledPodsWithoutNode). A
 * Failed Pod is taken to be deleted at once: the back-off after repeated failures cannot be seen from outside.
 * @param allowsSurge see RolloutNumbers
 */
export function manageNode(cell: RolloutCell, allowsSurge: boolean): NodeActions {
  const { node, pods } = cell
  if (node === undefined) {
    return deleting(
      pods.filter(({ isBound }) => !isBound),
      'nodeGone',
    )
  }
  if (pods.length === 0) return { creates: node.shouldRun, deletes: [] }
  const live = livePods(cell)
  if (!node.shouldContinueRunning) return deleting(live, 'notWanted')
  const ended = deleting(
    live.filter(({ isTerminal }) => isTerminal),
    'ended',
  )
  const running = live.filter(({ isTerminal }) => !isTerminal)
  const prune = allowsSurge ? prunedBesides(running) : deleting(running.slice(1), 'duplicate')
  return {
    creates: allowsSurge && running.length === 0 && node.shouldRun,
    deletes: [...ended.deletes, ...prune.deletes],
  }
}

/** With surge the oldest Pod with the current hash and the oldest without are both kept while the handover lasts. */
function prunedBesides(running: readonly DaemonPod[]): NodeActions {
  if (running.length < 2) return nothing
  const kept = running.find(({ hasCurrentHash }) => hasCurrentHash)
  const old = running.find(({ hasCurrentHash }) => !hasCurrentHash)
  const duplicates = running.filter((pod) => pod !== kept && pod !== old)
  const isHandedOver = kept !== undefined && old !== undefined && (!old.isReady || kept.isAvailable)
  return {
    creates: false,
    deletes: [
      ...deleting(duplicates, 'duplicate').deletes,
      ...(isHandedOver ? deleting([old], 'replaced').deletes : []),
    ],
  }
}

function deleting(pods: readonly DaemonPod[], cause: DeletionCause): NodeActions {
  return pods.length === 0
    ? nothing
    : { creates: false, deletes: pods.map((pod) => ({ pod, cause })) }
}

/** Does what was decided: @returns whether there was anything to do */
export function applyActions(cell: RolloutCell, { creates, deletes }: NodeActions): boolean {
  if (!creates && deletes.length === 0) return false
  const deleted = new Set(deletes.map(({ pod }) => pod))
  const left = cell.pods.flatMap((pod) => (deleted.has(pod) ? afterDeletion(pod) : [pod]))
  cell.pods = creates ? [...left, newPod(cell)] : left
  return true
}

/** Only a kubelet keeps a deleted Pod: one that has none, or has ended, is out of the controller's sight at once. */
function afterDeletion(pod: DaemonPod): readonly DaemonPod[] {
  return pod.isBound && !pod.isTerminal ? [{ ...pod, state: 'terminating' }] : []
}
