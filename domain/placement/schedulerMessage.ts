/**
 * The scheduler's message about a Pod that it could not place (pkg/scheduler/framework/types.go, FitError.Error),
 * reduced to what concerns the one node that a daemon Pod waits for. The message counts all nodes of the cluster.
 */

export type SchedulerMessage =
  | {
      readonly kind: 'node'
      /** Why its node does not take it, in the scheduler's words, without counts. */
      readonly reasons: readonly string[]
      /** Why preemption does not help; empty where nothing is said of it. */
      readonly preemption: readonly string[]
    }
  /** The Pod was refused before any node was looked at, for example for a volume. */
  | { readonly kind: 'pod'; readonly reason: string }
  /** Its node is not in the cluster any more. */
  | { readonly kind: 'nodeGone' }
  /** Not in the scheduler's form; the whole text. */
  | { readonly kind: 'unknown'; readonly text: string }

/** What the filters say, a full stop, and what PostFilter plugins say: claims of devices, then preemption. */
const pattern =
  /^0\/\d+ nodes are available: (.+?)\.(?: (?:no new claims to deallocate(?:, )?)?(?:preemption: (.+)|not found)?)?$/s
const preemptionPattern = /^0\/\d+ nodes are available: (.+?)\.?$/s

/** Reads condition PodScheduled's message, or event FailedScheduling's where it is not cut off. */
export function readSchedulerMessage(text: string): SchedulerMessage {
  const [, filters, preemption = ''] = pattern.exec(text) ?? []
  if (filters === undefined) return { kind: 'unknown', text }
  const groups = readGroups(filters)
  if (groups === undefined) return { kind: 'pod', reason: filters }
  const own = groups.filter(({ reason }) => !isOfOtherNodes(reason))
  if (own.length === 0) return { kind: 'nodeGone' }
  const reasons = ownReasons(own)
  if (reasons.length === 0) return { kind: 'unknown', text }
  return { kind: 'node', reasons, preemption: preemptionReasons(preemption) }
}

/** So many nodes have this reason. */
interface Group {
  readonly count: number
  readonly reason: string
}

/** `1 Insufficient cpu, 7 node(s) …`; undefined where it does not count nodes. */
function readGroups(text: string): readonly Group[] | undefined {
  const groups: Group[] = []
  for (const part of text.split(/, (?=\d+ )/)) {
    const [, count, reason] = /^(\d+) (.+)$/s.exec(part) ?? []
    if (count === undefined || reason === undefined) return undefined
    groups.push({ count: Number(count), reason })
  }
  return groups
}

const affinityReason = "node(s) didn't match Pod's node affinity/selector"

/** What Kubernetes 1.36, and older ones, say of every node but the one that the Pod's matchFields name. */
function isOfOtherNodes(reason: string): boolean {
  return (
    /^node\(s\) didn't satisfy plugin\(s\) \[[^\]]*\bNodeAffinity\b[^\]]*\]$/.test(reason) ||
    reason === 'node is filtered out by the prefilter result'
  )
}

/** Before such narrowing the other nodes had the affinity's reason, so that beside another one it is the other node's. */
function ownReasons(groups: readonly Group[]): readonly string[] {
  const single = groups.filter(({ count }) => count === 1).map(({ reason }) => reason)
  return single.length > 1 ? single.filter((reason) => reason !== affinityReason) : single
}

const notHelpful = 'Preemption is not helpful for scheduling'

/** It is not helpful on any other node; only where its own node has no other reason is that the node's. */
function preemptionReasons(text: string): readonly string[] {
  const counted = preemptionPattern.exec(text)?.[1]
  const groups = counted === undefined ? undefined : readGroups(counted)
  if (groups === undefined) return text === '' ? [] : [text.replace(/\.$/, '')]
  const own = groups.filter(({ reason }) => reason !== notHelpful)
  return own.length === 0 ? [notHelpful] : own.map(({ reason }) => reason)
}
