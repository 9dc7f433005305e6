/** What a change of a verdict does to one cell, before it is made (pkg/controller/daemon, podsShouldBeOnNode). */
import type { Labels } from '../k8s/objects.ts'
import { shouldContinueBit, shouldRunBit } from './placementVerdict.ts'

/**
 * added: a Pod is made; removed: the Pod is deleted at once, whatever the update strategy's budget is; stranded: the Pod
 * stays as long as it runs, and is not replaced then; kept: it stays, and is wanted; none: nothing that
 * the change does, such as a Pod that goes in any case.
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
    if (loses(before, after, shouldContinueBit)) return 'removed'
    return loses(before, after, shouldRunBit) ? 'stranded' : 'none'
  }
  return isWanted && (before & shouldRunBit) === 0 ? 'added' : 'none'
}

function loses(before: number, after: number, bit: number): boolean {
  return (before & bit) !== 0 && (after & bit) === 0
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
