import { printTaint } from '../k8s/taints.ts'
import type { PlacementReason } from './projectReason.ts'

/**
 * Two nodes have the same reason, and this key, when the same change of the template would solve it: what a node has
 * instead of a label, or since when it has a taint, plays no part.
 */
export function reasonKey(reason: PlacementReason): string {
  switch (reason.kind) {
    case 'nodeSelector':
      return `nodeSelector ${reason.key}=${reason.wants}`
    case 'taint':
      return `taint ${printTaint(reason.taint)}`
    default:
      return reason.kind
  }
}
