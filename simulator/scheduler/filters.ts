/**
 * Does a node take a Pod? The scheduler's filter plugins in their order (pkg/scheduler/apis/config/v1,
 * default_plugins.go). Volumes, topology spread, and affinity to other Pods are left out (simulator/README.md).
 */
import { isTolerated } from '../../domain/k8s/taints.ts'
import { fit, type NodeRoom, type Shortage } from '../../domain/placement/fit.ts'
import { shouldRunBit, verdictBits } from '../../domain/placement/placementVerdict.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'
import type { PodToPlace } from './podToPlace.ts'

export interface Rejection {
  readonly reasons: readonly string[]
  /** UnschedulableAndUnresolvable: no preemption would help. */
  readonly isFinal: boolean
}

/**
 * Why a node does not take a Pod; undefined where it does.
 * @param room the node's, with what counts for this Pod
 */
export function rejection(
  pod: PodToPlace,
  { node, facts }: NodeEntry,
  room: NodeRoom,
): Rejection | undefined {
  if (node.spec.unschedulable === true && !isTolerated(pod.tolerations, unschedulable))
    return final('node(s) were unschedulable')
  for (const taint of facts.taints) {
    if (taint.effect !== 'NoSchedule' && taint.effect !== 'NoExecute') continue
    if (!isTolerated(pod.tolerations, taint)) return final('node(s) had untolerated taint(s)')
  }
  if ((verdictBits(pod.placement, { ...facts, taints: [] }) & shouldRunBit) === 0)
    return final("node(s) didn't match Pod's node affinity/selector")
  const fits = fit(pod.demand, room)
  return fits.fits ? undefined : rejectionOf(fits.shortages)
}

const unschedulable = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

function final(reason: string): Rejection {
  return { reasons: [reason], isFinal: true }
}

/** The reasons of plugins NodePorts and NodeResourcesFit: the first one that rejects speaks. */
export function rejectionOf(shortages: readonly Shortage[]): Rejection {
  if (shortages.some(({ kind }) => kind === 'hostPort')) {
    const reason = "node(s) didn't have free ports for the requested pod ports"
    return { reasons: [reason], isFinal: false }
  }
  const isFinal = shortages.some(
    (each) => each.kind === 'resource' && each.requested > each.allocatable,
  )
  return { reasons: shortages.map(shortageText), isFinal }
}

function shortageText(shortage: Shortage): string {
  return shortage.kind === 'resource' ? `Insufficient ${shortage.resource}` : 'Too many pods'
}
