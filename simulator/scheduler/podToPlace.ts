/** A Pod as the scheduler sees it. */
import { at, text } from '../../domain/decode/readJson.ts'
import type { NodeSelectorTerm, PodDemand, PodSpec, Toleration } from '../../domain/k8s/objects.ts'
import {
  compilePlacement,
  type CompiledPlacement,
} from '../../domain/placement/compilePlacement.ts'
import type { KubeObject } from '../objects.ts'
import { pathOf } from '../nodes/nodeTable.ts'
import { demandOf, podSpecOf } from '../nodes/readPod.ts'

export interface PodToPlace {
  readonly object: KubeObject
  readonly path: string
  readonly demand: PodDemand
  readonly priority: number
  readonly tolerations: readonly Toleration[]
  /** Its node selector and required node affinity. */
  readonly placement: CompiledPlacement
  /** The nodes that its matchFields name; undefined: any. */
  readonly names: ReadonlySet<string> | undefined
  /** status.nominatedNodeName, or ''. */
  readonly nominated: string
}

export function podToPlace(object: KubeObject): PodToPlace {
  const spec = podSpecOf(object)
  const demand = demandOf(object)
  return {
    object,
    path: pathOf(object),
    demand,
    priority: demand.priority ?? 0,
    tolerations: spec.tolerations ?? [],
    placement: compilePlacement(spec),
    names: namedNodes(spec),
    nominated: text(at(object.status, 'nominatedNodeName')) ?? '',
  }
}

/** plugins/nodeaffinity, PreFilter: where every term names nodes, no other node is looked at. */
function namedNodes({ affinity }: PodSpec): ReadonlySet<string> | undefined {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  let names: ReadonlySet<string> = new Set()
  for (const term of terms) {
    const named = namedByTerm(term)
    if (named === undefined) return undefined
    names = names.union(named)
  }
  return terms.length === 0 ? undefined : names
}

function namedByTerm({ matchFields = [] }: NodeSelectorTerm): ReadonlySet<string> | undefined {
  const named = matchFields
    .filter(({ key, operator }) => key === 'metadata.name' && operator === 'In')
    .map(({ values = [] }) => new Set(values))
  return named.length === 0 ? undefined : named.reduce((all, each) => all.intersection(each))
}
