/** Plays a rollout step by step, as the controller would do it, to see where it ends. */
import { rolloutNumbers } from './budget.ts'
import type { BudgetHolder } from './budgetHolders.ts'
import { manage, playRollingUpdate } from './nextStep.ts'
import {
  type DaemonPod,
  isTerminating,
  livePods,
  type RolloutCell,
  rolloutCells,
  type RolloutInput,
  type RolloutTrouble,
} from './rolloutCells.ts'
import type { RolloutCounts } from './rolloutProgress.ts'
import { RolloutState, type TroubledOrder } from './rolloutState.ts'

/**
 * One round: the controller acts until it comes to rest, Pods that are deleted go away, the controller acts on that too,
 * and new Pods become available.
 */
export interface SimulatedStep {
  readonly deleted: number
  readonly created: number
  /** Nodes that should run a Pod and have none available, when the deleted ones have gone. */
  readonly unavailable: number
  /** At the step's end, as the DaemonSet's status would have it. */
  readonly counts: RolloutCounts
  /** Outdated Pods left at the step's end. */
  readonly outdated: number
}

/**
 * complete: no outdated Pod is left, and all nodes that should run one have one available. manual: OnDelete leaves
 * outdated Pods until someone deletes them. stalled: nothing moves any more; with none outdated only Pods that do not
 * become available are left.
 */
export type RolloutEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'manual'; readonly outdated: number }
  | {
      readonly kind: 'stalled'
      readonly outdated: number
      readonly holders: readonly BudgetHolder[]
    }

export interface SimulatedRollout {
  readonly steps: readonly SimulatedStep[]
  readonly end: RolloutEnd
}

/**
 * Assumes that Pods become available except where `trouble` says otherwise, that deleted Pods go away except on dead
 * nodes, and that no Pod is refused at its creation.
 * @param order by default candidates on troubled nodes are taken last, so that what is left outdated when it stalls is
 *   the least that there can be
 */
export function simulateRollout(
  input: RolloutInput,
  trouble: RolloutTrouble,
  order?: TroubledOrder,
): SimulatedRollout {
  const state = rolloutState(input, trouble, order)
  const steps: SimulatedStep[] = []
  let moving: ReadonlySet<RolloutCell> = new Set(state.cells)
  while (moving.size > 0) {
    const { step, moved } = playStep(state, moving)
    record(steps, step)
    moving = moved
  }
  return { steps, end: endOf(state) }
}

/** A round in which the controller does nothing is only the end of the step before. */
function record(steps: SimulatedStep[], step: SimulatedStep): void {
  const before = steps.at(-1)
  if (step.deleted > 0 || step.created > 0) steps.push(step)
  else if (before !== undefined) {
    steps[steps.length - 1] = { ...before, counts: step.counts, outdated: step.outdated }
  }
}

/** The state before the first step. */
export function rolloutState(
  input: RolloutInput,
  trouble: RolloutTrouble,
  order?: TroubledOrder,
): RolloutState {
  const desired = input.nodes.filter(({ shouldRun }) => shouldRun).length
  const numbers = rolloutNumbers(input.daemonSet, desired)
  return new RolloutState(rolloutCells(input, trouble), numbers, order)
}

/**
 * @param moving the cells that have changed in the last step: on the others the controller has nothing to manage
 * @returns the cells that this step has changed
 */
function playStep(
  state: RolloutState,
  moving: ReadonlySet<RolloutCell>,
): { readonly step: SimulatedStep; readonly moved: ReadonlySet<RolloutCell> } {
  const tally: Tally = { deleted: 0, created: 0, moved: new Set() }
  comeToRest(state, moving, tally)
  const touched = new Set([...moving, ...tally.moved])
  change(state, touched, tally.moved, ended)
  comeToRest(state, touched, tally)
  const { desired, available } = state.counts
  change(state, touched, tally.moved, started)
  const { deleted, created, moved } = tally
  const unavailable = desired - available
  const { counts, outdated } = state
  return { step: { deleted, created, unavailable, counts, outdated }, moved }
}

interface Tally {
  deleted: number
  created: number
  readonly moved: Set<RolloutCell>
}

/** The controller sees what it has done itself, and acts on that too: a surge's unready old Pod goes at once. */
function comeToRest(state: RolloutState, cells: ReadonlySet<RolloutCell>, total: Tally): void {
  for (let acting = cells; acting.size > 0;) {
    const tally: Tally = { deleted: 0, created: 0, moved: new Set() }
    manageAll(state, acting, tally)
    for (const { cell, actions } of playRollingUpdate(state)) count(tally, cell, actions)
    total.deleted += tally.deleted
    total.created += tally.created
    for (const cell of tally.moved) total.moved.add(cell)
    acting = tally.moved
  }
}

function manageAll(state: RolloutState, cells: Iterable<RolloutCell>, tally: Tally): void {
  for (const cell of cells) count(tally, cell, manage(state, cell))
}

function count(
  tally: Tally,
  cell: RolloutCell,
  { creates, deletes }: ReturnType<typeof manage>,
): void {
  if (!creates && deletes.length === 0) return
  tally.created += Number(creates)
  tally.deleted += deletes.length
  tally.moved.add(cell)
}

/** Replaces the Pods of those cells where something happens; the same array says that nothing does. */
function change(
  state: RolloutState,
  cells: Iterable<RolloutCell>,
  moved: Set<RolloutCell>,
  next: (cell: RolloutCell) => readonly DaemonPod[],
): void {
  for (const cell of cells) {
    const pods = next(cell)
    if (pods === cell.pods) continue
    cell.pods = pods
    state.update(cell)
    moved.add(cell)
  }
}

/** Deleted Pods go away, unless their kubelet is silent; the garbage collector takes all Pods of a Node that is gone. */
function ended({ node, pods, isDead }: RolloutCell): readonly DaemonPod[] {
  if (node === undefined) return pods.length === 0 ? pods : []
  return isDead || !pods.some(isTerminating) ? pods : pods.filter((pod) => !isTerminating(pod))
}

/** Pods become available, the first one only where they share a port; without room on the node those that have theirs. */
function started(cell: RolloutCell): readonly DaemonPod[] {
  if (cell.isDead || cell.stuck === 'failing') return cell.pods
  const live = livePods(cell).filter(({ isTerminal }) => !isTerminal)
  const starting = (cell.isPortTaken ? live.slice(0, 1) : live).filter(
    ({ isAvailable, isBound }) => !isAvailable && (cell.stuck === undefined || isBound),
  )
  if (starting.length === 0) return cell.pods
  return cell.pods.map((pod) => (starting.includes(pod) ? available(pod) : pod))
}

function available(pod: DaemonPod): DaemonPod {
  return {
    ...pod,
    state: 'ready',
    isUnschedulable: false,
    isBound: true,
    isReady: true,
    isAvailable: true,
  }
}

function endOf(state: RolloutState): RolloutEnd {
  const { outdated, counts, numbers } = state
  if (outdated > 0 && numbers.strategy === 'OnDelete') return { kind: 'manual', outdated }
  const { desired, updated } = counts
  if (outdated === 0 && updated >= desired && counts.available >= desired) {
    return { kind: 'complete' }
  }
  return { kind: 'stalled', outdated, holders: state.hindrances }
}
