/** Which Pods a change of the placement takes away; no budget protects them. */
import type { Pod } from '../k8s/objects.ts'
import { shouldContinueBit, shouldRunBit } from '../placement/placementVerdict.ts'

/** A node with the DaemonSet's Pods and the bits of its verdicts (verdictBits) before and after. */
export interface PlacementChange {
  readonly node: string
  readonly before: number
  readonly after: number
  readonly pods: readonly Pod[]
}

export interface NodePods {
  readonly node: string
  readonly pods: readonly Pod[]
}

export interface PlacementRemovals {
  /** Deleted in the controller's next syncs, up to 250 in each, whatever maxUnavailable says. */
  readonly atOnce: readonly NodePods[]
  /** They stay, but nothing comes back once they end or a rolling update has deleted them. */
  readonly withoutSuccessor: readonly NodePods[]
}

/** The Pods that lose their place by the change; those being deleted already are left out (podsShouldBeOnNode). */
export function placementRemovals(changes: Iterable<PlacementChange>): PlacementRemovals {
  const atOnce: NodePods[] = []
  const withoutSuccessor: NodePods[] = []
  for (const { node, before, after, pods } of changes) {
    const live = pods.filter(({ deleted }) => deleted === undefined)
    if (live.length === 0) continue
    if (loses(before, after, shouldContinueBit)) atOnce.push({ node, pods: live })
    else if (loses(before, after, shouldRunBit)) withoutSuccessor.push({ node, pods: live })
  }
  return { atOnce, withoutSuccessor }
}

function loses(before: number, after: number, bit: number): boolean {
  return (before & bit) !== 0 && (after & bit) === 0
}
