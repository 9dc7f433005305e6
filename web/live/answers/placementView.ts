import type { PodDemand } from '../../../domain/k8s/objects.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import { sharedSuffix } from '../../../domain/grid/sharedSuffix.ts'
import { compilePlacement } from '../../../domain/placement/compilePlacement.ts'
import { type FitReason, fitReasons } from '../../../domain/placement/fitReason.ts'
import type { PlacementReason } from '../../../domain/placement/projectReason.ts'
import { reasonKey } from '../../../domain/placement/reasonKey.ts'
import { targetReasons } from '../../../domain/placement/target.ts'
import type { Ask, PlacementView } from '../views.ts'
import { roleGroups } from './roleGroups.ts'
import type { Sources } from './sources.ts'

/** Where a template's Pods would run, and why not elsewhere; grouped as the grid is. */
export function placementView(
  { model }: Pick<Sources, 'model'>,
  { spec, namespace, demand }: Ask<'placement'>,
): PlacementView {
  const target =
    namespace === undefined
      ? { placement: compilePlacement(spec), project: undefined }
      : model.targetIn(namespace, spec)
  const { podsKnown } = model
  const counts = new ReasonCounts()
  const firstOf = (node: NodeEntry): number => {
    const against = targetReasons(target, node.reading.facts)
    const isWanted = against.length === 0 && demand !== undefined && podsKnown
    return counts.add(isWanted ? roomReasons(model, node, demand) : against)
  }
  const groups = roleGroups(model).map(({ entries, ...group }) => ({
    ...group,
    firsts: Int32Array.from(entries, firstOf),
  }))
  const { reasons, places } = counts.sorted()
  const answered = groups.map((group) => {
    const firsts = group.firsts.map((first) => places[first] ?? -1)
    return { ...group, firsts, runs: firsts.reduce((sum, first) => sum + Number(first < 0), 0) }
  })
  return {
    total: model.nodes.length,
    nameSuffix: sharedSuffix(model.nodes),
    runs: answered.reduce((sum, { runs }) => sum + runs, 0),
    reasons,
    groups: answered,
    project: target.project?.project,
    podsKnown,
  }
}

/** Why the Pod would not run at once where the controller makes one. */
function roomReasons(
  { rooms }: Sources['model'],
  { reading: { node } }: NodeEntry,
  demand: PodDemand,
): readonly FitReason[] {
  return fitReasons(demand, rooms.of(node, { priority: demand.priority ?? 0 }), node)
}

interface ReasonCount {
  reason: PlacementReason
  nodes: number
}

/** Reasons with their nodes; those that the same change would solve are one. */
class ReasonCounts {
  readonly #counts: ReasonCount[] = []
  readonly #indices = new Map<string, number>()

  /** @returns the index of a node's first reason, in the order in which they came; -1 where the Pod would run */
  add(reasons: readonly PlacementReason[]): number {
    let first = -1
    for (const reason of reasons) {
      const index = this.#count(reason)
      if (first < 0) first = index
    }
    return first
  }

  /** Most nodes first, and the place of each index in that order. */
  sorted(): { readonly reasons: readonly ReasonCount[]; readonly places: Int32Array } {
    const order = [...this.#counts.keys()].sort((a, b) => this.#nodesOf(b) - this.#nodesOf(a))
    const places = new Int32Array(order.length)
    order.forEach((index, place) => (places[index] = place))
    return { reasons: order.flatMap((index) => this.#counts[index] ?? []), places }
  }

  #count(reason: PlacementReason): number {
    const key = keyOf(reason)
    const index = this.#indices.get(key) ?? this.#counts.length
    const known = this.#counts[index]
    if (known !== undefined) addNode(known, reason)
    else {
      this.#indices.set(key, index)
      this.#counts.push({ reason: shared(reason), nodes: 1 })
    }
    return index
  }

  #nodesOf(index: number): number {
    return this.#counts[index]?.nodes ?? 0
  }
}

/** Of these kinds a reason tells what was found on the node: requirements, figures, other Pods. */
const ownKinds: ReadonlySet<PlacementReason['kind']> = new Set([
  'nodeAffinity',
  'shortage',
  'preempts',
])

function keyOf(reason: PlacementReason): string {
  return ownKinds.has(reason.kind) ? JSON.stringify(reason) : reasonKey(reason)
}

/** What is true of every node with the reason: not since when it has its taint. */
function shared(reason: PlacementReason): PlacementReason {
  if (reason.kind !== 'taint') return reason
  const { timeAdded: _, ...taint } = reason.taint
  return { ...reason, taint }
}

function addNode(known: ReasonCount, added: PlacementReason): void {
  known.nodes += 1
  const { reason } = known
  if (reason.kind !== 'nodeSelector' || added.kind !== 'nodeSelector') return
  if (reason.has !== undefined && reason.has !== added.has) {
    known.reason = { ...reason, has: undefined }
  }
}
