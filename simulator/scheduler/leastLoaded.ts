/** Which of several nodes a Pod gets: a small part of the scheduler's scoring (plugins/noderesources, tainttoleration). */
import { isTolerated } from '../../domain/k8s/taints.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'
import { compareInOrder } from './compareInOrder.ts'
import type { PodToPlace } from './podToPlace.ts'

/** The node with the fewest untolerated PreferNoSchedule taints, then the least of cpu and memory requested, then the fewest Pods. */
export function leastLoaded(pod: PodToPlace, nodes: readonly NodeEntry[]): NodeEntry | undefined {
  if (nodes.length < 2) return nodes[0]
  const scored = nodes.map((node) => ({ node, score: scoreOf(pod, node) }))
  return scored.reduce((best, each) => (compareInOrder(each.score, best.score) < 0 ? each : best))
    .node
}

function scoreOf({ tolerations }: PodToPlace, { facts, room }: NodeEntry): readonly number[] {
  const unwanted = facts.taints.filter(
    (taint) => taint.effect === 'PreferNoSchedule' && !isTolerated(tolerations, taint),
  )
  const load = ['cpu', 'memory'].reduce((sum, name) => {
    const allocatable = room.allocatable.get(name) ?? 0
    return sum + (allocatable === 0 ? 1 : (room.used.get(name) ?? 0) / allocatable)
  }, 0)
  return [unwanted.length, load, room.pods.length]
}
