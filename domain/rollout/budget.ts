/** How many Pods a rolling update may take away, or create beside others, at a time: the numbers of its strategy. */
import type { DaemonSet, IntOrPercent } from '../k8s/objects.ts'

export type BudgetField = 'maxUnavailable' | 'maxSurge'

/** One of the two numbers, in nodes. */
export interface BudgetNumber {
  /** As the manifest has it, or the API server's default. */
  readonly value: IntOrPercent
  readonly isDefault: boolean
  readonly count: number
  /** Of a percentage: what it is of, and the share before it was rounded up. */
  readonly share?: { readonly percent: number; readonly of: number; readonly exact: number }
}

/**
 * Why the API server refuses the two numbers. malformed: neither a count from 0 nor a percentage; bothSet: maxSurge with
 * a maxUnavailable that is not 0, which it is by default; bothZero: no rollout could move.
 */
export interface BudgetProblem {
  readonly kind: 'malformed' | 'over100Percent' | 'bothSet' | 'bothZero'
  readonly field: BudgetField
}

export interface RolloutNumbers {
  readonly strategy: 'RollingUpdate' | 'OnDelete'
  /** Nodes that should run the Pod: what percentages are of. */
  readonly desired: number
  readonly maxUnavailable: BudgetNumber
  readonly maxSurge: BudgetNumber
  /** The one that counts: with a maxSurge maxUnavailable is ignored. */
  readonly field: BudgetField
  /** Nodes; 0 with OnDelete. */
  readonly limit: number
  /** Both were 0, which the controller takes for a maxUnavailable of 1. */
  readonly isFallback: boolean
  /** May a node have two Pods, an old and a new one? Asked of one node (daemonset_util.go, AllowsSurge). */
  readonly allowsSurge: boolean
  readonly problems: readonly BudgetProblem[]
}

const defaults: Readonly<Record<BudgetField, number>> = { maxUnavailable: 1, maxSurge: 0 }

/**
 * The numbers of a DaemonSet's strategy for a number of nodes that should run its Pod (update.go,
 * updatedDesiredNodeCounts; defaults: pkg/apis/apps/v1/defaults.go). Percentages of both are rounded up.
 */
export function rolloutNumbers(daemonSet: DaemonSet, desired: number): RolloutNumbers {
  const strategy = daemonSet.spec.updateStrategy?.type === 'OnDelete' ? 'OnDelete' : 'RollingUpdate'
  const maxUnavailable = budgetNumber(daemonSet, 'maxUnavailable', desired)
  const maxSurge = budgetNumber(daemonSet, 'maxSurge', desired)
  const rolls = strategy === 'RollingUpdate'
  const isFallback = rolls && desired > 0 && maxUnavailable.count === 0 && maxSurge.count === 0
  const surges = rolls && maxSurge.count > 0
  return {
    strategy,
    desired,
    maxUnavailable,
    maxSurge,
    field: surges ? 'maxSurge' : 'maxUnavailable',
    limit: !rolls ? 0 : surges ? maxSurge.count : isFallback ? 1 : maxUnavailable.count,
    isFallback,
    allowsSurge: rolls && budgetNumber(daemonSet, 'maxSurge', 1).count > 0,
    problems: rolls ? problemsOf(maxUnavailable, maxSurge) : [],
  }
}

function budgetNumber({ spec }: DaemonSet, field: BudgetField, desired: number): BudgetNumber {
  const given = spec.updateStrategy?.rollingUpdate?.[field]
  const value = given ?? defaults[field]
  const isDefault = given === undefined
  const percent = percentOf(value)
  if (percent === undefined) return { value, isDefault, count: isCount(value) ? value : 0 }
  const exact = (percent * desired) / 100
  return { value, isDefault, count: Math.ceil(exact), share: { percent, of: desired, exact } }
}

/** pkg/apis/apps/validation/validation.go, ValidateRollingUpdateDaemonSet. */
function problemsOf(
  maxUnavailable: BudgetNumber,
  maxSurge: BudgetNumber,
): readonly BudgetProblem[] {
  const own = [
    ...problemOf('maxUnavailable', maxUnavailable.value),
    ...problemOf('maxSurge', maxSurge.value),
  ]
  if (own.length > 0) return own
  const [hasUnavailable, hasSurge] = [!isZero(maxUnavailable.value), !isZero(maxSurge.value)]
  if (hasUnavailable && hasSurge) return [{ kind: 'bothSet', field: 'maxSurge' }]
  return hasUnavailable || hasSurge ? [] : [{ kind: 'bothZero', field: 'maxUnavailable' }]
}

function problemOf(field: BudgetField, value: IntOrPercent): readonly BudgetProblem[] {
  const percent = percentOf(value)
  if (percent === undefined) return isCount(value) ? [] : [{ kind: 'malformed', field }]
  return percent > 100 ? [{ kind: 'over100Percent', field }] : []
}

function percentOf(value: IntOrPercent): number | undefined {
  const digits = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined
  return digits === undefined ? undefined : Number(digits)
}

function isCount(value: IntOrPercent): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isZero(value: IntOrPercent): boolean {
  return value === 0 || percentOf(value) === 0
}
