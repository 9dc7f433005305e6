/** All nodes of a rollout, with the sums that its next step depends on kept up to date. */
import type { RolloutNumbers } from './budget.ts'
import { type BudgetHolder, budgetHolder } from './budgetHolders.ts'
import {
  rollingCounts,
  type RollingCounts,
  type RollingPart,
  rollingPart,
  type RollingRole,
} from './rollingUpdate.ts'
import { isTerminating, livePods, type RolloutCell } from './rolloutCells.ts'
import type { RolloutCounts } from './rolloutProgress.ts'

/** What is known of a cell until its Pods change. */
interface Reading extends RollingPart {
  /** It should run a Pod, and the Pod that stands for the node in the status is up to date; and is available. */
  readonly isUpdated: boolean
  readonly isServing: boolean
  /** Outdated Pods that are not being deleted. */
  readonly outdated: number
}

const untouched: Reading = {
  role: 'none',
  holdsBudget: false,
  isAvailable: false,
  isUpdated: false,
  isServing: false,
  outdated: 0,
}

/**
 * Which candidates a rolling update takes before others. The controller takes them as Go's maps give them, in no order
 * (update.go, rollingUpdate): the best and the worst that can come of it are those on troubled nodes last, or first.
 */
export type TroubledOrder = 'troubledLast' | 'troubledFirst'

/** A change costs as much as the cells that it touches: a rollout of 5,000 nodes one by one is foreseen at once. */
export class RolloutState {
  readonly cells: readonly RolloutCell[]
  readonly numbers: RolloutNumbers
  readonly order: TroubledOrder
  readonly #readings = new Map<RolloutCell, Reading>()
  readonly #byRole = new Map<RollingRole, Set<RolloutCell>>()
  readonly #holding = new Set<RolloutCell>()
  #available = 0
  #updated = 0
  #serving = 0
  #outdated = 0

  constructor(
    cells: readonly RolloutCell[],
    numbers: RolloutNumbers,
    order: TroubledOrder = 'troubledLast',
  ) {
    this.cells = cells
    this.numbers = numbers
    this.order = order
    for (const cell of cells) this.update(cell)
  }

  /** Has to be called when a cell's Pods have changed. */
  update(cell: RolloutCell): void {
    const before = this.#readings.get(cell) ?? untouched
    const after = readCell(cell, this.numbers)
    this.#readings.set(cell, after)
    this.#byRole.get(before.role)?.delete(cell)
    this.having(after.role).add(cell)
    if (after.holdsBudget) this.#holding.add(cell)
    else this.#holding.delete(cell)
    this.#available += Number(after.isAvailable) - Number(before.isAvailable)
    this.#updated += Number(after.isUpdated) - Number(before.isUpdated)
    this.#serving += Number(after.isServing) - Number(before.isServing)
    this.#outdated += after.outdated - before.outdated
  }

  /** The cells that have this part in the next rolling update; the set changes with them. */
  having(role: RollingRole): Set<RolloutCell> {
    const known = this.#byRole.get(role)
    if (known !== undefined) return known
    const cells = new Set<RolloutCell>()
    this.#byRole.set(role, cells)
    return cells
  }

  /** How many candidates and misplaced ones the next rolling update takes. */
  get taking(): RollingCounts {
    const parts = {
      taken: this.#holding.size,
      candidates: this.having('candidate').size,
      misplaced: this.having('misplaced').size,
    }
    return rollingCounts(this.numbers, parts, this.#available)
  }

  /** As the DaemonSet's status would have it (daemon_controller.go, updateDaemonSetStatus). */
  get counts(): RolloutCounts {
    return {
      desired: this.numbers.desired,
      updated: this.#updated,
      available: this.#serving,
    }
  }

  /** Outdated Pods that are not being deleted, wherever they are. */
  get outdated(): number {
    return this.#outdated
  }

  /** Who holds the budget. */
  get holders(): readonly BudgetHolder[] {
    return this.cells.filter((cell) => this.#holding.has(cell)).map(budgetHolder)
  }

  /** Who keeps the rollout from its end: holders of the budget, and whatever else is not there to stay. */
  get hindrances(): readonly BudgetHolder[] {
    const stray = this.having('stray')
    return this.cells
      .filter((cell) => this.#holding.has(cell) || stray.has(cell) || isWaiting(cell))
      .map(budgetHolder)
  }
}

/** Is the Pod that stands for its node missing, not available, or (though it may still be ready) being deleted? */
function isWaiting({ node, pods: [first] }: RolloutCell): boolean {
  if (node?.shouldRun !== true) return false
  return first === undefined || !first.isAvailable || isTerminating(first)
}

function readCell(cell: RolloutCell, { field, strategy }: RolloutNumbers): Reading {
  const rolls = strategy === 'RollingUpdate'
  const first = cell.node?.shouldRun === true ? cell.pods[0] : undefined
  return {
    ...(rolls ? rollingPart(cell, field === 'maxSurge') : untouched),
    isUpdated: first?.isUpToDate === true,
    isServing: first?.isAvailable === true,
    outdated: livePods(cell).filter(({ isUpToDate }) => !isUpToDate).length,
  }
}
