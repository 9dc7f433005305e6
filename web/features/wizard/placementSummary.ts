import type { CellState } from '../../../domain/grid/cell.ts'
import type { PlacementReason } from '../../../domain/placement/projectReason.ts'
import { reasonKey } from '../../../domain/placement/reasonKey.ts'
import type { PlacementView } from '../../live/views.ts'

/** Nodes of one role, and zone where there are many. */
export type NodeGroup = PlacementView['groups'][number]

type ReasonKind = PlacementReason['kind']

/** A reason with its nodes. What a node has instead plays no part: zone b and zone c miss zone=a for one reason. */
export interface ReasonItem {
  readonly key: string
  readonly reason: PlacementReason
  /** Nodes counted under it: those for which it is the reason that is checked first. They add up. */
  readonly nodes: number
  /** Every node that has it. */
  readonly all: number
}

export interface PlacementSummary {
  readonly total: number
  readonly runs: number
  /** Most nodes first; none without nodes. */
  readonly items: readonly ReasonItem[]
  /** The item's key for each of the view's reasons. */
  readonly keys: readonly string[]
}

/** Puts a placement into numbers that add up: runs and the items' nodes are the total. */
export function placementSummary(view: PlacementView): PlacementSummary {
  const keys = view.reasons.map(({ reason }) => reasonKey(reason))
  const counted = countFirst(view, keys)
  const items = new Map<string, ReasonItem>()
  view.reasons.forEach(({ reason, nodes }, index) => {
    const key = keys[index] ?? ''
    const all = nodes + (items.get(key)?.all ?? 0)
    items.set(key, {
      key,
      reason: items.get(key)?.reason ?? reason,
      nodes: counted.get(key) ?? 0,
      all,
    })
  })
  return {
    total: view.total,
    runs: view.runs,
    items: [...items.values()].filter(({ nodes }) => nodes > 0).sort((a, b) => b.nodes - a.nodes),
    keys,
  }
}

function countFirst(view: PlacementView, keys: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  for (const { firsts } of view.groups) {
    for (const first of firsts) {
      const key = keys[first]
      if (key !== undefined) counted.set(key, (counted.get(key) ?? 0) + 1)
    }
  }
  return counted
}

/** Reasons of one kind and their nodes, in the order in which controller, scheduler and kubelet check. */
export interface ReasonKindGroup {
  readonly kind: ReasonKind
  readonly nodes: number
  readonly items: readonly ReasonItem[]
}

const kinds = [
  'taint',
  'nodeSelector',
  'nodeAffinity',
  'nodeName',
  'projectHidden',
  'projectRefused',
  'projectRejected',
  'projectStranded',
  'shortage',
  'preempts',
  'pressure',
] as const

const statesOfKinds: Readonly<Partial<Record<ReasonKind, CellState>>> = {
  projectStranded: 'pending',
  shortage: 'pending',
  preempts: 'pending',
  pressure: 'failing',
}

/** What a node with such a reason looks like: it has a Pod that waits or fails, or none. */
export function stateOfKind(kind: ReasonKind): CellState {
  return statesOfKinds[kind] ?? 'notTargeted'
}

/** The items by kind; kinds without nodes are left out. */
export function byKind(items: readonly ReasonItem[]): readonly ReasonKindGroup[] {
  return kinds
    .map((kind) => ({ kind, items: items.filter(({ reason }) => reason.kind === kind) }))
    .filter((group) => group.items.length > 0)
    .map((group) => ({ ...group, nodes: group.items.reduce((sum, { nodes }) => sum + nodes, 0) }))
}

/** Which nodes are shown: all, those that run it, those with a kind of reason, or with one reason. */
export type NodeFilter =
  | { readonly by: 'all' }
  | { readonly by: 'runs' }
  | { readonly by: 'kind'; readonly kind: ReasonKind }
  | { readonly by: 'reason'; readonly key: string }

/** Nodes with their first reasons, as in a group of the view. */
export type ShownNodes = Pick<NodeGroup, 'names' | 'firsts'>

/** Those of a group's nodes that pass the filter. */
export function nodesPassing(
  filter: NodeFilter,
  group: NodeGroup,
  { reasons }: PlacementView,
  keys: readonly string[],
): ShownNodes {
  if (filter.by === 'all') return group
  const isShown = (first: number) => {
    switch (filter.by) {
      case 'runs':
        return first < 0
      case 'kind':
        return reasons[first]?.reason.kind === filter.kind
      default:
        return keys[first] === filter.key
    }
  }
  return {
    names: group.names.filter((_, index) => isShown(group.firsts[index] ?? -1)),
    firsts: group.firsts.filter(isShown),
  }
}

/** The filter itself, or none where nothing has its reason any more. */
export function validFilter(filter: NodeFilter, summary: PlacementSummary): NodeFilter {
  const has = (test: (item: ReasonItem) => boolean) => summary.items.some(test)
  if (filter.by === 'kind' && !has(({ reason }) => reason.kind === filter.kind))
    return { by: 'all' }
  if (filter.by === 'reason' && !has(({ key }) => key === filter.key)) return { by: 'all' }
  return filter
}
