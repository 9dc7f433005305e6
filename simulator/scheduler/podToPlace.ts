/** A Pod as the scheduler sees it. */
import type { PodPlacement } from '../../domain/decode/jsonObjects.ts'
import { at, text } from '../../domain/decode/readJson.ts'
import type { NodeSelectorTerm, PodDemand, Toleration } from '../../domain/k8s/objects.ts'
import {
  compilePlacement,
  type CompiledPlacement,
} from '../../domain/placement/compilePlacement.ts'
import { pathOf, type KubeObject } from '../objects.ts'
import { demandOf, placementOf } from '../nodes/readPod.ts'

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
  const placement = placementOf(object)
  const demand = demandOf(object)
  return {
    object,
    path: pathOf(object),
    demand,
    priority: demand.priority ?? 0,
    tolerations: placement.tolerations ?? [],
    placement: compilePlacement(placement),
    names: namedNodes(placement),
    nominated: nominatedOf(object),
  }
}

/** The same Pod with another status. */
export function withStatusOf(pod: PodToPlace, object: KubeObject): PodToPlace {
  return { ...pod, object, nominated: nominatedOf(object) }
}

function nominatedOf({ status }: KubeObject): string {
  return text(at(status, 'nominatedNodeName')) ?? ''
}

/** plugins/nodeaffinity, PreFilter: where every term names nodes, no other node is looked at. */
function namedNodes({ affinity }: PodPlacement): ReadonlySet<string> | undefined {
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
