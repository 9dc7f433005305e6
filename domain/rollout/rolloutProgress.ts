/** How far a rollout is, by the rules of `kubectl rollout status` (kubectl, pkg/polymorphichelpers/rollout_status.go). */
import type { DaemonSet } from '../k8s/objects.ts'

/** Of the nodes that should run the Pod: how many, how many have a Pod of the current revision, an available one. */
export interface RolloutCounts {
  readonly desired: number
  readonly updated: number
  readonly available: number
}

export interface RolloutProgress extends RolloutCounts {
  /**
   * unobserved: the controller has not seen the newest spec; updating: Pods of older revisions remain; manual: they do,
   * and OnDelete leaves them until someone deletes them; settling: all are updated, not all available; complete.
   */
  readonly state: 'unobserved' | 'updating' | 'manual' | 'settling' | 'complete'
  /** Updated part of the desired Pods, 0 to 1; 1 where none are desired. */
  readonly fraction: number
}

/** The counts that the DaemonSet's status has. */
export function statusCounts({ status }: DaemonSet): RolloutCounts {
  return {
    desired: status?.desiredNumberScheduled ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    available: status?.numberAvailable ?? 0,
  }
}

/** The progress of a rollout, from counts of the caller's own or of the status. */
export function rolloutProgress(daemonSet: DaemonSet, counts: RolloutCounts): RolloutProgress {
  const { desired, updated } = counts
  return {
    ...counts,
    state: rolloutState(daemonSet, counts),
    fraction: desired === 0 ? 1 : Math.min(1, updated / desired),
  }
}

function rolloutState(
  { metadata, spec, status }: DaemonSet,
  { desired, updated, available }: RolloutCounts,
): RolloutProgress['state'] {
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) return 'unobserved'
  if (updated < desired) return spec.updateStrategy?.type === 'OnDelete' ? 'manual' : 'updating'
  return available < desired ? 'settling' : 'complete'
}
