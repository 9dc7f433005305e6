import { printTaint } from '../k8s/taints.ts'
import type { ShortageFacts } from './fitReason.ts'
import type { PlacementReason } from './projectReason.ts'

/**
 * Two nodes have the same reason, and this key, when the same change of the template would solve it: what a node has
 * instead of a label, since when it has a taint, or how much room it lacks, plays no part.
 */
export function reasonKey(reason: PlacementReason): string {
  switch (reason.kind) {
    case 'nodeSelector':
      return `nodeSelector ${reason.key}=${reason.wants}`
    case 'taint':
      return `taint ${printTaint(reason.taint)}`
    case 'shortage':
      return `shortage ${shortageKey(reason.shortage)}`
    case 'pressure':
      return `pressure ${reason.type}`
    default:
      return reason.kind
  }
}

function shortageKey(shortage: ShortageFacts): string {
  if (shortage.kind === 'resource') return shortage.resource
  if (shortage.kind === 'pods') return 'pods'
  const { port, protocol = 'TCP' } = shortage.port
  return `port ${port}/${protocol}`
}
