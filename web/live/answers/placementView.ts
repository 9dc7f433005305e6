import { groupNodes } from '../../../domain/grid/groupNodes.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import {
  type CompiledPlacement,
  compilePlacement,
} from '../../../domain/placement/compilePlacement.ts'
import { verdict } from '../../../domain/placement/placementVerdict.ts'
import type { Reason } from '../../../domain/placement/verdict.ts'
import type { Ask, PlacementView } from '../views.ts'
import type { Sources } from './sources.ts'

/** Where a template's Pods would run, and why not elsewhere; grouped as the grid is. */
export function placementView(
  { model }: Pick<Sources, 'model'>,
  { spec }: Ask<'placement'>,
): PlacementView {
  const placement = compilePlacement(spec)
  const counts = new ReasonCounts()
  const firsts = new Map<NodeEntry, string | undefined>()
  for (const node of model.nodes) firsts.set(node, counts.add(placement, node))
  const { reasons, places } = counts.sorted()
  const groups = groupNodes(model.nodes, model.nodes, 'role,zone').map(({ values, nodes }) => {
    const [role = '', zone = ''] = values
    const tiles = nodes.map((node) => {
      const first = firsts.get(node)
      return { name: node.name, reason: first === undefined ? -1 : (places.get(first) ?? -1) }
    })
    return { role, zone, runs: tiles.filter(({ reason }) => reason < 0).length, nodes: tiles }
  })
  return {
    total: model.nodes.length,
    runs: groups.reduce((sum, group) => sum + group.runs, 0),
    reasons,
    groups,
  }
}

/** Reasons with their nodes; equal ones are one. */
class ReasonCounts {
  readonly #counts = new Map<string, { readonly reason: Reason; nodes: number }>()

  /** @returns the key of the node's first reason; undefined where the Pod would run */
  add(placement: CompiledPlacement, { reading }: NodeEntry): string | undefined {
    const { reasons } = verdict(placement, reading.facts)
    const keys = reasons.map((reason) => {
      const key = JSON.stringify(reason)
      const known = this.#counts.get(key)
      if (known === undefined) this.#counts.set(key, { reason, nodes: 1 })
      else known.nodes += 1
      return key
    })
    return keys[0]
  }

  /** Most nodes first, and each key's place in that order. */
  sorted() {
    const sorted = [...this.#counts].sort(([, a], [, b]) => b.nodes - a.nodes)
    return {
      reasons: sorted.map(([, count]) => count),
      places: new Map(sorted.map(([key], place) => [key, place])),
    }
  }
}
