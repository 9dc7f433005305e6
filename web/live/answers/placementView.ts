import { groupNodes } from '../../../domain/grid/groupNodes.ts'
import type { PodDemand } from '../../../domain/k8s/objects.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import { compilePlacement } from '../../../domain/placement/compilePlacement.ts'
import { type FitReason, fitReasons } from '../../../domain/placement/fitReason.ts'
import type { PlacementReason } from '../../../domain/placement/projectReason.ts'
import { reasonKey } from '../../../domain/placement/reasonKey.ts'
import { targetReasons } from '../../../domain/placement/target.ts'
import type { Ask, PlacementView } from '../views.ts'
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
  const firsts = new Map<NodeEntry, string | undefined>()
  for (const node of model.nodes) {
    const against = targetReasons(target, node.reading.facts)
    const isWanted = against.length === 0 && demand !== undefined && podsKnown
    firsts.set(node, counts.add(isWanted ? roomReasons(model, node, demand) : against))
  }
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
  readonly #counts = new Map<string, ReasonCount>()

  /** @returns the key of a node's first reason; undefined where the Pod would run */
  add(reasons: readonly PlacementReason[]): string | undefined {
    let first: string | undefined
    for (const reason of reasons) {
      const key = keyOf(reason)
      first ??= key
      const known = this.#counts.get(key)
      if (known === undefined) this.#counts.set(key, { reason: shared(reason), nodes: 1 })
      else addNode(known, reason)
    }
    return first
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
