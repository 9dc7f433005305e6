/** What a change of a verdict does to one cell, before it is made (pkg/controller/daemon, podsShouldBeOnNode). */
import type { Labels } from '../k8s/objects.ts'
import { shouldContinueBit, shouldRunBit } from './placementVerdict.ts'

/**
 * added: a Pod is made; removed: the Pod is deleted at once, whatever the update strategy's budget is; stranded: the Pod
 * stays as long as it runs, and is not replaced then; kept: it stays, and is wanted; none: neither before nor after.
 */
export type CellEffect = 'added' | 'removed' | 'stranded' | 'kept' | 'none'

/**
 * The effect of a change on one DaemonSet and node.
 * @param before verdict bits (placementVerdict.ts) as the cluster is now
 * @param after verdict bits as it would be
 * @param hasPod a Pod of the DaemonSet is there and is not being deleted
 */
export function cellEffect(before: number, after: number, hasPod: boolean): CellEffect {
  const isWanted = (after & shouldRunBit) !== 0
  if (hasPod) {
    if (isWanted) return 'kept'
    if ((after & shouldContinueBit) === 0) return 'removed'
    return (before & shouldRunBit) === 0 ? 'none' : 'stranded'
  }
  return isWanted && (before & shouldRunBit) === 0 ? 'added' : 'none'
}

/** Labels to set, null to remove one. */
export type LabelChanges = Readonly<Record<string, string | null>>

/** A node's labels after the change. */
export function changedLabels(labels: Labels, changes: LabelChanges): Labels {
  const next = new Map(Object.entries(labels))
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) next.delete(key)
    else next.set(key, value)
  }
  return Object.fromEntries(next)
}
