/** The node selector that a namespace (OpenShift: project) puts on its Pods: which one applies, and where it is from. */
import { labelOf } from '../k8s/labels.ts'
import type { Namespace } from '../k8s/objects.ts'
import { parseLabelSelector } from '../k8s/parseLabelSelector.ts'
import type { Requirement } from '../k8s/requirement.ts'
import type { Flavour } from './clusterFlavour.ts'
import { parsePlainSelector, type PlainSelector } from './plainSelector.ts'

/** The namespace's annotations: OpenShift's reads only OpenShift, Kubernetes' is read by the plugin PodNodeSelector. */
export const projectAnnotations = {
  openshift: 'openshift.io/node-selector',
  kubernetes: 'scheduler.alpha.kubernetes.io/node-selector',
} as const

export type ProjectAnnotation = (typeof projectAnnotations)[keyof typeof projectAnnotations]

/**
 * annotation: the namespace says it itself. default: it does not, so that the cluster's default applies. unknown: the
 * namespace cannot be read. nothing: nothing in the cluster acts on such selectors.
 */
export type SelectorSource =
  | { readonly kind: 'annotation'; readonly annotation: ProjectAnnotation }
  | { readonly kind: 'default' | 'unknown' | 'nothing' }

export interface ProjectSelector {
  readonly flavour: Flavour
  readonly source: SelectorSource
  /** As written; '' means none; undefined: not known. */
  readonly text: string | undefined
  /** What a node's labels have to meet. None where there is no selector, or the flavour cannot read it. */
  readonly requirements: readonly Requirement[]
  /** What admission merges into a new Pod's nodeSelector; where it cannot read the text it refuses every Pod. */
  readonly merged: PlainSelector
  /** The admission plugin that merges. */
  readonly admission: 'PodNodeSelector' | 'OriginPodNodeEnvironment'
}

export interface ProjectInput {
  readonly flavour: Flavour
  /** undefined: cannot be read. */
  readonly namespace: Namespace | undefined
  /**
   * What applies to a namespace without annotation; '' for none, undefined where it is not known. OpenShift:
   * spec.defaultNodeSelector of schedulers.config.openshift.io/cluster. podNodeSelector: clusterDefaultNodeSelector of
   * the plugin's configuration, which no API shows.
   */
  readonly clusterDefault: string | undefined
}

/**
 * The selector that applies to a namespace's Pods. An annotation that is empty means none, one that is absent the
 * cluster's default. Kubernetes' annotation goes before OpenShift's, also on OpenShift
 * (plugin/pkg/admission/podnodeselector/admission.go, getNodeSelectorMap; openshift/kubernetes,
 * pkg/controller/daemon/patch_nodeselector.go and the plugin OriginPodNodeEnvironment).
 */
export function projectSelector(input: ProjectInput): ProjectSelector {
  const { flavour } = input
  const source = sourceOf(input)
  const text = textOf(source, input)
  const isKubernetes = flavour !== 'openshift' || isFrom(source, projectAnnotations.kubernetes)
  // OpenShift's plugin takes blanks alone for no selector; Kubernetes' one cannot read them.
  const merged = parsePlainSelector((isKubernetes ? text : text?.trim()) ?? '')
  return {
    flavour,
    source,
    text,
    merged,
    admission: isKubernetes ? 'PodNodeSelector' : 'OriginPodNodeEnvironment',
    requirements: requirementsOf(flavour === 'openshift' ? parseLabelSelector(text ?? '') : merged),
  }
}

function sourceOf({ flavour, namespace }: ProjectInput): SelectorSource {
  if (flavour === 'none') return { kind: 'nothing' }
  if (namespace === undefined) return { kind: 'unknown' }
  const { kubernetes, openshift } = projectAnnotations
  const annotations = flavour === 'openshift' ? [kubernetes, openshift] : [kubernetes]
  const annotation = annotations.find(
    (each) => labelOf(namespace.metadata.annotations, each) !== undefined,
  )
  return annotation === undefined ? { kind: 'default' } : { kind: 'annotation', annotation }
}

function textOf(source: SelectorSource, input: ProjectInput): string | undefined {
  switch (source.kind) {
    case 'annotation':
      return labelOf(input.namespace?.metadata.annotations, source.annotation)
    case 'default':
      return input.clusterDefault
    case 'unknown':
      return undefined
    case 'nothing':
      return ''
  }
}

function isFrom(source: SelectorSource, annotation: ProjectAnnotation): boolean {
  return source.kind === 'annotation' && source.annotation === annotation
}

/** The controller ignores a text that it cannot read. */
function requirementsOf(read: PlainSelector): readonly Requirement[] {
  return 'requirements' in read ? read.requirements : []
}

/** Do two selectors, of one kind of cluster each, do the same to every Pod? */
export function isSameSelector(
  a: ProjectSelector | undefined,
  b: ProjectSelector | undefined,
): boolean {
  return a?.flavour === b?.flavour && a?.text === b?.text && a?.admission === b?.admission
}
