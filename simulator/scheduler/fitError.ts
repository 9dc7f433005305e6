/** The scheduler's message about a Pod that no node takes (pkg/scheduler/framework/types.go, FitError.Error). */

/** Reasons of nodes, counted; those of nodes that are not looked at count for all others. */
export function reasonsText(
  nodeCount: number,
  perNode: readonly (readonly string[])[],
  ofOthers: string,
): string {
  const counts = new Map<string, number>()
  for (const reason of perNode.flat()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (perNode.length < nodeCount)
    counts.set(ofOthers, (counts.get(ofOthers) ?? 0) + nodeCount - perNode.length)
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`)
  return `0/${nodeCount} nodes are available: ${reasons.sort().join(', ')}.`
}

export const notOfItsNodes = "node(s) didn't satisfy plugin(s) [NodeAffinity]"
export const preemptionIsNoHelp = 'Preemption is not helpful for scheduling'
export const noNodes = 'no nodes available to schedule pods'

/** What stands before preemption's own words: the plugin DynamicResources has been asked first. */
export function afterFilters(preemption: string): string {
  return `no new claims to deallocate, preemption: ${preemption}`
}

const noteLimit = 1024

/** An event's message is cut off (truncateMessage), the condition's is not. */
export function eventText(message: string): string {
  return message.length <= noteLimit ? message : `${message.slice(0, noteLimit - 4)} ...`
}
