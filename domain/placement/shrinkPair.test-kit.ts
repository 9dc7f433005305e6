/** A node and a placement on which two judges differ, with all taken away that has no part in it. */
import type {
  Labels,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Taint,
  Toleration,
} from '../k8s/objects.ts'
import { shrink, type Shrunk } from './shrink.test-kit.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

export interface Pair {
  readonly placement: PlacementSpec
  readonly node: NodeFacts
}

/** @param mostTries how often stillDiffers may be asked: on a cluster each time takes seconds */
export function shrinkPair(
  pair: Pair,
  stillDiffers: (pair: Pair) => Promise<boolean>,
  mostTries = 200,
): Promise<Shrunk<Pair>> {
  return shrink(pair, smallerPairs, stillDiffers, mostTries)
}

function smallerPairs({ placement, node }: Pair): readonly Pair[] {
  return [
    ...smallerPlacements(placement).map((smaller) => ({ placement: smaller, node })),
    ...smallerNodes(node).map((smaller) => ({ placement, node: smaller })),
  ]
}

/** Whole fields first, then parts of them. */
function smallerPlacements(placement: PlacementSpec): readonly PlacementSpec[] {
  const { nodeSelector = {}, affinity, tolerations = [] } = placement
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  return [
    ...without(placement, 'affinity', 'tolerations', 'nodeSelector', 'nodeName', 'hostNetwork'),
    ...smallerList(terms, smallerTerm).map((smaller) => ({ ...placement, ...affinityOf(smaller) })),
    ...smallerList(tolerations, smallerToleration).map((smaller) => ({
      ...placement,
      tolerations: smaller,
    })),
    ...smallerList(Object.entries(nodeSelector)).map((smaller) => ({
      ...placement,
      nodeSelector: Object.fromEntries(smaller),
    })),
  ]
}

function affinityOf(nodeSelectorTerms: readonly NodeSelectorTerm[]): PlacementSpec {
  const required = { nodeSelectorTerms }
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  }
}

function smallerTerm(term: NodeSelectorTerm): readonly NodeSelectorTerm[] {
  const { matchExpressions = [], matchFields = [] } = term
  return [
    ...without(term, 'matchExpressions', 'matchFields'),
    ...smallerList(matchExpressions, fewerValues).map((smaller) => ({
      ...term,
      matchExpressions: smaller,
    })),
    ...smallerList(matchFields, fewerValues).map((smaller) => ({ ...term, matchFields: smaller })),
  ]
}

/** One value stays: the operators that take values are refused without. */
function fewerValues(requirement: NodeSelectorRequirement): readonly NodeSelectorRequirement[] {
  const { values = [] } = requirement
  return smallerList(values).map((smaller) => ({ ...requirement, values: smaller }))
}

/** The key stays: without it a toleration is for all taints. Seconds go before the effect, which they need. */
function smallerToleration(toleration: Toleration): readonly Toleration[] {
  return toleration.tolerationSeconds === undefined
    ? without(toleration, 'effect', 'value')
    : without(toleration, 'tolerationSeconds', 'value')
}

function smallerNodes(node: NodeFacts): readonly NodeFacts[] {
  const { labels, taints } = node
  return [
    ...(taints.length > 1 ? [{ ...node, taints: [] }] : []),
    ...smallerTaints(taints).map((smaller) => ({ ...node, taints: smaller })),
    ...(Object.keys(labels).length > 1 ? [{ ...node, labels: {} }] : []),
    ...smallerLabels(labels).map((smaller) => ({ ...node, labels: smaller })),
  ]
}

/** All of a key first: Kubernetes sets and removes those of a node that is not ready in pairs. */
function smallerTaints(taints: readonly Taint[]): readonly (readonly Taint[])[] {
  const byKey = [...Map.groupBy(taints, ({ key }) => key)]
  const several = byKey.flatMap(([, same]) => (same.length > 1 ? same : []))
  return [
    ...byKey.map(([gone]) => taints.filter(({ key }) => key !== gone)),
    ...several.map((gone) => taints.filter((taint) => taint !== gone)),
    ...taints.flatMap((taint, index) =>
      without(taint, 'value').map((smaller) => taints.with(index, smaller)),
    ),
  ]
}

function smallerLabels(labels: Labels): readonly Labels[] {
  const entries = Object.entries(labels)
  return entries.map((_, index) => Object.fromEntries(entries.toSpliced(index, 1)))
}

/** With one item less, while another is left; then with one item made smaller. */
function smallerList<T>(
  list: readonly T[],
  smaller: (item: T) => readonly T[] = () => [],
): readonly (readonly T[])[] {
  return [
    ...(list.length > 1 ? list.map((_, index) => list.toSpliced(index, 1)) : []),
    ...list.flatMap((item, index) => smaller(item).map((each) => list.with(index, each))),
  ]
}

/** One for each of the fields that is there. */
function without<T extends object, K extends string & keyof T>(
  object: T,
  ...fields: readonly K[]
): readonly Omit<T, K>[]
function without(object: object, ...fields: readonly string[]): readonly object[] {
  return fields
    .filter((field) => Object.hasOwn(object, field))
    .map((gone) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== gone)))
}
