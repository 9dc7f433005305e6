/** Would the scheduler make room by preemption (pkg/scheduler/framework/plugins/defaultpreemption)? */
import type { PodDemand } from '../k8s/objects.ts'
import { fit, take, type NodeRoom, type PlacedPod, type Shortage } from './fit.ts'

/** `left`: what is short even without every Pod of lower priority. */
export type Preemption =
  | { readonly helps: true; readonly victims: readonly PlacedPod[] }
  | { readonly helps: false; readonly why: 'never' | 'noLowerPriority' }
  | { readonly helps: false; readonly why: 'notEnough'; readonly left: readonly Shortage[] }

/**
 * Whom the scheduler would remove for a Pod, which can be Pods of other DaemonSets as well: all Pods of lower priority
 * go, then come back from the most important on as long as the new one still fits; those that don't are the victims,
 * most important first (SelectVictimsOnNode). None where it fits already.
 *
 * PodDisruptionBudgets are not known here: the scheduler lets Pods that one protects come back first, so where there
 * are any the victims can be others; whether preemption helps does not depend on them. Among Pods of one priority that
 * started in the same second its choice is open, and here it is the order given. It also waits where the Pod is
 * nominated for the node and its victims are still being deleted.
 */
export function preemption(demand: PodDemand, room: NodeRoom): Preemption {
  if (fit(demand, room).fits) return { helps: true, victims: [] }
  if (demand.neverPreempts === true) return { helps: false, why: 'never' }
  const isCandidate = (pod: PlacedPod) => priorityOf(pod) < (demand.priority ?? 0)
  const candidates = room.pods.filter(isCandidate).sort(byImportance)
  if (candidates.length === 0) return { helps: false, why: 'noLowerPriority' }
  const kept = keepOnly(room, (pod) => !isCandidate(pod))
  const without = fit(demand, kept)
  if (!without.fits) return { helps: false, why: 'notEnough', left: without.shortages }
  return { helps: true, victims: candidates.filter((pod) => !canReturn(pod, demand, kept)) }
}

interface KeptRoom extends NodeRoom {
  readonly pods: PlacedPod[]
  readonly used: Map<string, number>
}

function keepOnly({ allocatable, pods }: NodeRoom, isKept: (pod: PlacedPod) => boolean): KeptRoom {
  const kept: KeptRoom = { allocatable, pods: pods.filter(isKept), used: new Map() }
  for (const pod of kept.pods) take(kept.used, pod, 1)
  return kept
}

/** Puts a Pod back; takes it away again where the new Pod would not fit beside it. */
function canReturn(pod: PlacedPod, demand: PodDemand, kept: KeptRoom): boolean {
  kept.pods.push(pod)
  take(kept.used, pod, 1)
  if (fit(demand, kept).fits) return true
  kept.pods.pop()
  take(kept.used, pod, -1)
  return false
}

function priorityOf({ demand }: PlacedPod): number {
  return demand?.priority ?? 0
}

/** MoreImportantPod: higher priority, then running longer; one that has not started is the least important. */
function byImportance(a: PlacedPod, b: PlacedPod): number {
  return priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b)
}

/** Not Infinity: the difference of two would be no number. */
function startOf({ started = Number.MAX_SAFE_INTEGER }: PlacedPod): number {
  return started
}
