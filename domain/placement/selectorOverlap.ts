/** What a DaemonSet's selector selects beside its own Pods. */
import { labelSelectorMatches, labelSelectorRequirements } from '../k8s/labelSelector.ts'
import type { Labels, LabelSelector, Pod } from '../k8s/objects.ts'
import {
  matchesSelectorRequirements,
  meetsRequirement,
  type Requirement,
} from '../k8s/requirement.ts'
import { unmetRequirements, type UnmetRequirement } from './unmetRequirements.ts'

/** What the API server refuses in a selector. `field` is the manifest's path. */
export type SelectorFault =
  | { readonly kind: 'missing' | 'empty'; readonly field: string }
  | { readonly kind: 'unreadable'; readonly field: string; readonly error: string }
  | {
      readonly kind: 'mismatch'
      readonly field: string
      readonly unmet: readonly UnmetRequirement[]
    }

const fields = { selector: 'spec.selector', labels: 'spec.template.metadata.labels' } as const

/**
 * What is wrong with a DaemonSet's selector: it must be there, not be empty, and select the template's own labels
 * (apps/validation, ValidateDaemonSetSpec). undefined: nothing.
 */
export function selectorFault(
  selector: LabelSelector | undefined,
  templateLabels: Labels | undefined,
): SelectorFault | undefined {
  if (selector === undefined) return { kind: 'missing', field: fields.selector }
  const read = labelSelectorRequirements(selector)
  if ('error' in read) return { kind: 'unreadable', field: fields.selector, error: read.error }
  if (read.requirements.length === 0) return { kind: 'empty', field: fields.selector }
  const unmet = unmetRequirements(read.requirements, templateLabels)
  return unmet.length === 0 ? undefined : { kind: 'mismatch', field: fields.labels, unmet }
}

/**
 * Labels that both selectors select, as few as will do; undefined where there can be none.
 *
 * Exact: every requirement looks at one label only, so that labels for both exist if and only if each key by itself can
 * meet all that is wanted of it. In, NotIn, Exists and DoesNotExist tell apart only: absent, each value that is named,
 * and any other value. (Another one always exists: no list names all values.) So trying these is enough.
 */
export function commonLabels(
  a: LabelSelector | undefined,
  b: LabelSelector | undefined,
): Labels | undefined {
  const [ofA, ofB] = [requirementsOf(a), requirementsOf(b)]
  if (ofA === undefined || ofB === undefined) return undefined
  const labels: [key: string, value: string][] = []
  for (const [key, wanted] of Map.groupBy([...ofA, ...ofB], (each) => each.key)) {
    if (meetsAll(wanted, undefined)) continue
    const value = candidates(wanted).find((each) => meetsAll(wanted, each))
    if (value === undefined) return undefined
    labels.push([key, value])
  }
  return Object.fromEntries(labels)
}

/** A selector that is not there, or that Kubernetes cannot read, selects nothing: undefined. */
function requirementsOf(selector: LabelSelector | undefined): readonly Requirement[] | undefined {
  if (selector === undefined) return undefined
  const read = labelSelectorRequirements(selector)
  return 'requirements' in read ? read.requirements : undefined
}

function meetsAll(wanted: readonly Requirement[], value: string | undefined): boolean {
  return wanted.every((each) => meetsRequirement(each, value))
}

/** Every value that the requirements name, and one that none of them does. */
function candidates(wanted: readonly Requirement[]): readonly string[] {
  const named = new Set(wanted.flatMap(({ values }) => values))
  let number = 0
  while (named.has(`other-${number}`)) number += 1
  return [...named, `other-${number}`]
}

/** Whatever has a selector and a Pod template: a DaemonSet that is there or planned, a Deployment, a StatefulSet. */
export interface SelectingWorkload {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly selector: LabelSelector | undefined
  readonly templateLabels: Labels | undefined
}

/**
 * Two workloads of a namespace that could both select one Pod. Kubernetes allows it: controllers leave each other's Pods
 * alone, and the first to come takes a Pod that has lost its controller (controller_ref_manager.go). Where neither
 * selects the other's template it takes a Pod with both workloads' labels, which hardly exists.
 */
export interface SelectorOverlap<Other extends SelectingWorkload> {
  readonly other: Other
  /** Its template makes Pods that our selector selects. */
  readonly selectsTheirs: boolean
  /** Our template makes Pods that its selector selects. */
  readonly theySelectOurs: boolean
  /** Labels of a Pod that both would select. */
  readonly commonLabels: Labels
}

/** The workloads of the same namespace whose selector overlaps with a workload's own, in the order given. */
export function selectorOverlaps<Other extends SelectingWorkload>(
  own: SelectingWorkload,
  others: readonly Other[],
): readonly SelectorOverlap<Other>[] {
  return others.flatMap((other) => {
    if (other.namespace !== own.namespace || isSameWorkload(own, other)) return []
    const common = commonLabels(own.selector, other.selector)
    if (common === undefined) return []
    const selectsTheirs = labelSelectorMatches(own.selector, other.templateLabels)
    const theySelectOurs = labelSelectorMatches(other.selector, own.templateLabels)
    return [{ other, selectsTheirs, theySelectOurs, commonLabels: common }]
  })
}

function isSameWorkload(a: SelectingWorkload, b: SelectingWorkload): boolean {
  return a.kind === b.kind && a.name === b.name
}

/** Pods with a controller: those that a selector selects, and those of which that is not known. */
export interface ControlledPods {
  readonly selected: readonly Pod[]
  readonly unknown: readonly Pod[]
}

/**
 * The Pods of a namespace that a selector selects although another controller has them. The DaemonSet controller ignores
 * them for as long as they have it. Records of such Pods carry no labels, so that their owner's template stands in.
 * @param templateLabels labels of Pod templates by their owner's uid; of owners that are not in it nothing is known
 */
export function controlledPods(
  selector: LabelSelector | undefined,
  namespace: string,
  pods: Iterable<Pod>,
  templateLabels: ReadonlyMap<string, Labels>,
): ControlledPods {
  const selected: Pod[] = []
  const unknown: Pod[] = []
  const requirements = requirementsOf(selector)
  if (requirements === undefined) return { selected, unknown }
  for (const pod of pods) {
    if (pod.owner === undefined || pod.namespace !== namespace) continue
    const labels = pod.labels ?? templateLabels.get(pod.owner.uid)
    if (labels === undefined) unknown.push(pod)
    else if (matchesSelectorRequirements(requirements, labels)) selected.push(pod)
  }
  return { selected, unknown }
}
