/** What the controller makes of all nodes, summed: kept at the cost of those that change. */
import type { NodeActions } from '../../../domain/rollout/manageNode.ts'
import type { RollingCounts, RollingRole } from '../../../domain/rollout/rollingUpdate.ts'
import { SetMap } from '../../setMap.ts'
import { addCounts, type Counts, noCounts, type NodeReading } from './nodeReading.ts'

export class NodeReadings {
  readonly #readings = new Map<string, NodeReading>()
  readonly #acting = new Map<string, NodeActions>()
  readonly #settling = new Set<string>()
  readonly #byRole = new SetMap<RollingRole>()
  #counts = noCounts
  #holding = 0
  #serving = 0

  /** @param reading undefined: there is neither a Node of that name nor a Pod on it */
  set(node: string, reading: NodeReading | undefined): void {
    const before = this.#readings.get(node)
    if (before !== undefined) this.#count(node, before, -1)
    if (reading === undefined) this.#readings.delete(node)
    else {
      this.#readings.set(node, reading)
      this.#count(node, reading, 1)
    }
  }

  nodes(): Iterable<string> {
    return this.#readings.keys()
  }

  get counts(): Counts {
    return this.#counts
  }

  /** Nodes on which something is to be done outside a rolling update. */
  get acting(): ReadonlyMap<string, NodeActions> {
    return this.#acting
  }

  /** Nodes whose readings time alone will change. */
  get settling(): ReadonlySet<string> {
    return this.#settling
  }

  having(role: RollingRole): ReadonlySet<string> {
    return this.#byRole.get(role)
  }

  /** The nodes' parts in a rolling update, and how many nodes serve. */
  get rolling(): { readonly parts: RollingCounts; readonly serving: number } {
    const parts = {
      taken: this.#holding,
      candidates: this.having('candidate').size,
      misplaced: this.having('misplaced').size,
    }
    return { parts, serving: this.#serving }
  }

  #count(node: string, reading: NodeReading, sign: 1 | -1): void {
    const { counts, holdsBudget, serves, isSettling, role, actions } = reading
    this.#counts = addCounts(this.#counts, counts, sign)
    this.#holding += sign * Number(holdsBudget)
    this.#serving += sign * Number(serves)
    if (sign === 1) {
      if (actions !== undefined) this.#acting.set(node, actions)
      if (isSettling) this.#settling.add(node)
      if (role !== 'none') this.#byRole.add(role, node)
    } else {
      this.#acting.delete(node)
      this.#settling.delete(node)
      this.#byRole.delete(role, node)
    }
  }
}
