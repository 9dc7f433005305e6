/** What a rollout will do, said before it is saved, or while it runs. */
import type { Pod } from '../k8s/objects.ts'
import { nodeOf } from '../k8s/pods.ts'
import type { RolloutNumbers } from './budget.ts'
import type { BudgetHolder } from './budgetHolders.ts'
import { isIdle, nextStep, type RolloutStep } from './nextStep.ts'
import type { RolloutInput, RolloutTrouble } from './rolloutCells.ts'
import { isUpToDate } from './rolloutTarget.ts'
import { expectedTrouble } from './rolloutTrouble.ts'
import {
  type RolloutEnd,
  rolloutState,
  type SimulatedRollout,
  simulateRollout,
} from './simulateRollout.ts'

export interface RolloutForecast extends SimulatedRollout {
  /** Pods of older templates that are not being deleted. */
  readonly outdated: readonly Pod[]
  readonly upToDate: readonly Pod[]
  readonly numbers: RolloutNumbers
  /** How much of the numbers' limit is taken, in nodes, and who holds it. It can be more than the limit. */
  readonly taken: number
  readonly holders: readonly BudgetHolder[]
  readonly next: RolloutStep
  readonly stall: RolloutStall | undefined
  /**
   * A rollout that can come to its end can also stall, where the controller deletes a Pod that does not go away before
   * others: its order is chance. undefined: it cannot.
   */
  readonly mayStall: StalledEnd | undefined
}

type StalledEnd = Extract<RolloutEnd, { kind: 'stalled' }>

/** A rollout that does not end by itself; with none outdated it is only that Pods do not become available. */
export interface RolloutStall {
  /** now: no step is possible, and no Pod is on its way to change that; later: after the steps that were foreseen. */
  readonly when: 'now' | 'later'
  readonly outdated: number
  readonly holders: readonly BudgetHolder[]
}

/**
 * The forecast of a DaemonSet as it would be saved, from its Nodes and Pods as they are.
 * @param trouble what is in the way of Pods; by default what can be seen now
 */
export function forecastRollout(
  input: RolloutInput,
  trouble: RolloutTrouble = expectedTrouble(input),
): RolloutForecast {
  const state = rolloutState(input, trouble)
  const next = nextStep(state)
  const { holders, numbers } = state
  const simulated = simulateRollout(input, trouble)
  const known = input.pods.filter((pod) => pod.deleted === undefined && nodeOf(pod) !== undefined)
  return {
    outdated: known.filter((pod) => !isUpToDate(pod, input.target)),
    upToDate: known.filter((pod) => isUpToDate(pod, input.target)),
    numbers,
    taken: holders.length,
    holders,
    next,
    ...simulated,
    stall: stallOf(simulated, next, holders),
    mayStall: mayStall(input, trouble, simulated),
  }
}

function mayStall(
  input: RolloutInput,
  trouble: RolloutTrouble,
  { end: best }: SimulatedRollout,
): StalledEnd | undefined {
  const isTroubled = trouble.deadNodes.size > 0 || trouble.stuckNodes.size > 0
  if (best.kind !== 'complete' || !isTroubled) return undefined
  const { end: worst } = simulateRollout(input, trouble, 'troubledFirst')
  return worst.kind === 'stalled' ? worst : undefined
}

function stallOf(
  { end, steps }: SimulatedRollout,
  next: RolloutStep,
  holders: readonly BudgetHolder[],
): RolloutStall | undefined {
  if (end.kind !== 'stalled') return undefined
  const isStuck = steps.length === 0 && isIdle(next) && holders.every(({ isLasting }) => isLasting)
  return { when: isStuck ? 'now' : 'later', outdated: end.outdated, holders: end.holders }
}
