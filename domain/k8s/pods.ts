/** Named questions about one Pod. */
import type { Pod } from './objects.ts'

export type PodState = 'ready' | 'starting' | 'pending' | 'failing' | 'terminating'

/**
 * Failing: the Pod or one of its containers has failed. A Pod that has ended well is failing too: a daemon Pod is
 * meant to run for ever, and the controller deletes both (daemon_controller.go, podsShouldBeOnNode).
 */
export function podState(
  pod: Pick<Pod, 'deleted' | 'phase' | 'node' | 'ready' | 'trouble'>,
): PodState {
  if (pod.deleted !== undefined) return 'terminating'
  if (isTerminal(pod)) return 'failing'
  if (pod.node === undefined) return 'pending'
  if (pod.ready) return 'ready'
  return pod.trouble?.some(({ reason }) => isErrorReason(reason)) === true ? 'failing' : 'starting'
}

/** Failed or Succeeded: it never runs again. */
export function isTerminal({ phase }: Pick<Pod, 'phase'>): boolean {
  return phase === 'Failed' || phase === 'Succeeded'
}

/** Reasons of containers that are being started, or have done their work (kubelet_pods.go). */
const harmlessReasons: ReadonlySet<string> = new Set([
  '',
  'ContainerCreating',
  'PodInitializing',
  'Completed',
])

/** Is the reason of a container that waits or has ended an error, such as ImagePullBackOff? */
export function isErrorReason(reason: string): boolean {
  return !harmlessReasons.has(reason)
}

/** The node that it runs on or waits for; undefined where neither is known: the controller then ignores it. */
export function nodeOf(pod: Pick<Pod, 'node' | 'target'>): string | undefined {
  return pod.node ?? pod.target
}

/** Is it controlled by the object with this uid? */
export function isOwnedBy(pod: Pod, uid: string): boolean {
  return pod.owner?.uid === uid
}

/**
 * The controller's order among the Pods of one node: bound ones first, then the oldest, then by name. The first one
 * stands for the node in the status (daemon_controller.go, podByCreationTimestampAndPhase).
 */
export function compareDaemonPods(a: Ordered, b: Ordered): number {
  const bound = Number(a.node === undefined) - Number(b.node === undefined)
  if (bound !== 0) return bound
  return a.created - b.created || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
}

type Ordered = Pick<Pod, 'node' | 'created' | 'name'>

/** Ready for at least minReadySeconds at a time in seconds since the epoch (pkg/api/v1/pod/util.go, IsPodAvailable). */
export function isAvailable(
  pod: Pick<Pod, 'ready' | 'readySince'>,
  minReadySeconds: number,
  now: number,
): boolean {
  if (!pod.ready) return false
  return (
    minReadySeconds <= 0 ||
    (pod.readySince !== undefined && pod.readySince + minReadySeconds <= now)
  )
}
