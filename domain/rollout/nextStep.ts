/** What the controller does next, before anything else in the cluster changes. */
import type { BudgetField } from './budget.ts'
import {
  applyActions,
  type DeletionCause,
  manageNode,
  type NodeActions,
  type PodDeletion,
} from './manageNode.ts'
import { createsBeside, deletesOutdated, type RollingRole } from './rollingUpdate.ts'
import type { RolloutCell } from './rolloutCells.ts'
import type { RolloutState } from './rolloutState.ts'

/** A Pod that is deleted in any case. */
export interface ForecastDeletion {
  readonly node: string
  /** Empty where the Pod is only foreseen. */
  readonly pod: string
  readonly cause: DeletionCause
}

/**
 * The controller's next step, once it has seen all Pods: first what it does on each node by itself, which no budget
 * limits, then the rolling update. It does it in parts of 250 Pods; the sums stay the same.
 */
export interface RolloutStep {
  /** Nodes without a Pod that get one. */
  readonly created: readonly string[]
  /** Outside the budget. */
  readonly deleted: readonly ForecastDeletion[]
  /** Nodes whose outdated Pod is not available: they get a new one beside it, beyond maxSurge. */
  readonly surged: readonly string[]
  /** Within the budget: `chosen` of the candidates, arbitrary ones. */
  readonly budgeted: BudgetedPart
  /** Nodes that should not run their outdated Pod (surge only): `chosen` of them lose it, arbitrary ones. */
  readonly misplaced: { readonly nodes: readonly string[]; readonly chosen: number }
  /** Nodes that are gone, but their outdated Pods are not: the rolling update fails until they are (surge only). */
  readonly stray: readonly string[]
}

/** The candidates are available and outdated. */
export interface BudgetedPart {
  readonly field: BudgetField
  readonly candidates: readonly string[]
  /** How many of them have their Pod deleted (maxUnavailable), or get one beside it (maxSurge). */
  readonly chosen: number
  /** How many wait for the budget. */
  readonly blocked: number
}

/**
 * The next step. It leaves `state` as it is between the step's two parts, when the rolling update counts who holds the
 * budget.
 */
export function nextStep(state: RolloutState): RolloutStep {
  const managed = state.cells.map((cell) => ({ cell, actions: manage(state, cell) }))
  const certain = certainCells(state)
  const replaced = certain.replace.map((cell) => ({ cell, actions: deletesOutdated(cell) }))
  const candidates = namesOf(state.having('candidate'))
  const chosen = certain.isFailing ? 0 : state.taking.candidates
  return {
    created: managed.filter(({ actions }) => actions.creates).map(({ cell }) => cell.name),
    deleted: [...managed, ...replaced].flatMap(({ cell, actions }) =>
      actions.deletes.map((deletion) => forecastDeletion(cell, deletion)),
    ),
    surged: namesOf(certain.surge),
    budgeted: {
      field: state.numbers.field,
      candidates,
      chosen,
      blocked: candidates.length - chosen,
    },
    misplaced: {
      nodes: namesOf(state.having('misplaced')),
      chosen: certain.isFailing ? 0 : state.taking.misplaced,
    },
    stray: namesOf(state.having('stray')),
  }
}

/** Does nothing move in this step? */
export function isIdle(step: RolloutStep): boolean {
  const counts = [step.created.length, step.deleted.length, step.surged.length]
  return [...counts, step.budgeted.chosen, step.misplaced.chosen].every((count) => count === 0)
}

/** Lets the controller do on one node what no budget limits. */
export function manage(state: RolloutState, cell: RolloutCell): NodeActions {
  const actions = manageNode(cell, state.numbers.allowsSurge)
  if (applyActions(cell, actions)) state.update(cell)
  return actions
}

/** The cells that the rolling update changes in any case; none where it fails. */
function certainCells(state: RolloutState): {
  readonly replace: readonly RolloutCell[]
  readonly surge: readonly RolloutCell[]
  readonly isFailing: boolean
} {
  if (state.having('stray').size > 0) return { replace: [], surge: [], isFailing: true }
  return {
    replace: [...state.having('replace')],
    surge: [...state.having('surge')],
    isFailing: false,
  }
}

/**
 * Plays the rolling update on the cells. Of candidates it takes those first on which a new Pod can become available:
 * the controller's own choice is arbitrary. @returns what was done where
 */
export function playRollingUpdate(
  state: RolloutState,
): readonly { readonly cell: RolloutCell; readonly actions: NodeActions }[] {
  const { replace, surge, isFailing } = certainCells(state)
  if (isFailing) return []
  const { taking, numbers } = state
  const candidates = choose(state, 'candidate', taking.candidates)
  const misplaced = choose(state, 'misplaced', taking.misplaced)
  const surges = numbers.field === 'maxSurge'
  const deleting = [...replace, ...misplaced, ...(surges ? [] : candidates)]
  const creating = [...surge, ...(surges ? candidates : [])]
  const all = [
    ...deleting.map((cell) => ({ cell, actions: deletesOutdated(cell) })),
    ...creating.map((cell) => ({ cell, actions: createsBeside })),
  ]
  for (const { cell, actions } of all) if (applyActions(cell, actions)) state.update(cell)
  return all
}

function choose(state: RolloutState, role: RollingRole, count: number): readonly RolloutCell[] {
  const chosen: RolloutCell[] = []
  const healthyFirst = state.order === 'troubledLast'
  for (const isHealthy of [healthyFirst, !healthyFirst]) {
    for (const cell of state.having(role)) {
      if (chosen.length >= count) return chosen
      if (isHealthy === (!cell.isDead && cell.stuck === undefined)) chosen.push(cell)
    }
  }
  return chosen
}

function namesOf(cells: Iterable<RolloutCell>): readonly string[] {
  return [...cells].map(({ name }) => name)
}

function forecastDeletion(cell: RolloutCell, { pod, cause }: PodDeletion): ForecastDeletion {
  return { node: cell.name, pod: pod.name, cause }
}
