/** One step of the controller's rolling update over all nodes (pkg/controller/daemon/update.go, rollingUpdate). */
import type { RolloutNumbers } from './budget.ts'
import type { NodeActions } from './manageNode.ts'
import { type DaemonPod, livePods, type RolloutCell } from './rolloutCells.ts'

/**
 * A node's part. replace: its outdated Pod is deleted, whatever the budget; surge: it gets a new Pod beside the outdated
 * one, whatever the budget; candidate: it gets the one or the other as far as the budget goes; misplaced: the node should
 * not run its outdated Pod, which goes once enough others are available; stray: its outdated Pod is on a Node that is
 * gone, which makes the whole step fail.
 */
export type RollingRole = 'none' | 'replace' | 'surge' | 'candidate' | 'misplaced' | 'stray'

export interface RollingPart {
  readonly role: RollingRole
  /** It counts as unavailable, or with surge as a node that is being surged. */
  readonly holdsBudget: boolean
  /** Whether the node counts as available where misplaced Pods are weighed. */
  readonly isAvailable: boolean
}

/** A node's part in the rolling update. */
export function rollingPart(cell: RolloutCell, surges: boolean): RollingPart {
  const live = livePods(cell)
  const updated = live.filter(({ isUpToDate }) => isUpToDate)
  const outdated = live.filter(({ isUpToDate }) => !isUpToDate)
  if (updated.length > 1 || outdated.length > 1) return part('none', true, false)
  return surges
    ? partWithSurge(cell, updated[0], outdated[0])
    : partWithoutSurge(cell, updated[0], outdated[0])
}

function partWithoutSurge(
  { node, pods }: RolloutCell,
  updated: DaemonPod | undefined,
  outdated: DaemonPod | undefined,
): RollingPart {
  if (outdated === undefined) {
    const isLookedAt = pods.length > 0 || node?.shouldRun === true
    return part('none', isLookedAt && updated?.isAvailable !== true, false)
  }
  if (updated !== undefined) return part('none', true, false)
  return outdated.isAvailable ? part('candidate', false, false) : part('replace', true, false)
}

function partWithSurge(
  { node }: RolloutCell,
  updated: DaemonPod | undefined,
  outdated: DaemonPod | undefined,
): RollingPart {
  if (outdated === undefined) return part('none', false, updated?.isAvailable === true)
  const { isAvailable } = outdated
  if (updated !== undefined) {
    return updated.isAvailable
      ? part('replace', false, isAvailable)
      : part('none', true, isAvailable)
  }
  if (node === undefined) return part('stray', false, isAvailable)
  if (!isAvailable) return part(node.shouldRun ? 'surge' : 'replace', false, false)
  return part(node.shouldRun ? 'candidate' : 'misplaced', false, true)
}

function part(role: RollingRole, holdsBudget: boolean, isAvailable: boolean): RollingPart {
  return { role, holdsBudget, isAvailable }
}

/** How many of the candidates and of the misplaced are taken now. Which ones is the controller's arbitrary choice. */
export interface RollingCounts {
  /** Nodes that hold budget. */
  readonly taken: number
  readonly candidates: number
  readonly misplaced: number
}

/** Given how many nodes have which part. @param available nodes that count as available */
export function rollingCounts(
  { limit, desired }: RolloutNumbers,
  parts: RollingCounts,
  available: number,
): RollingCounts {
  const { taken, candidates, misplaced } = parts
  return {
    taken,
    candidates: Math.min(candidates, Math.max(0, limit - taken)),
    misplaced: Math.min(misplaced, Math.max(0, available - desired)),
  }
}

/** Deletes the outdated Pod of a node. */
export function deletesOutdated(cell: RolloutCell): NodeActions {
  const outdated = livePods(cell).filter(({ isUpToDate }) => !isUpToDate)
  return { creates: false, deletes: outdated.map((pod) => ({ pod, cause: 'outdated' })) }
}

/** Creates a new Pod beside the outdated one of a node. */
export const createsBeside: NodeActions = { creates: true, deletes: [] }
