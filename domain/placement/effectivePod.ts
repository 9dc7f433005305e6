/** The Pod that a template becomes on a node, before the API server's own defaults and admission. */
import { labelOf } from '../k8s/labels.ts'
import type { Labels, NodeSelector, PodSpec, PodTemplate, Toleration } from '../k8s/objects.ts'
import { effectiveTolerations } from './tolerations.ts'

/** What the controller changes; `was` is undefined for what it adds, and lost where it replaces. */
type PodChange =
  | {
      readonly kind: 'toleration'
      readonly field: string
      readonly was: Toleration | undefined
      readonly becomes: Toleration
    }
  | {
      readonly kind: 'nodeAffinity'
      readonly field: string
      readonly was: NodeSelector | undefined
      readonly becomes: NodeSelector
    }
  | {
      readonly kind: 'label'
      readonly field: string
      readonly key: string
      readonly was: string | undefined
      readonly becomes: string
    }

export interface EffectivePod {
  readonly labels: Labels
  readonly annotations: Labels
  readonly spec: PodSpec
  /** In the order labels, tolerations, affinity; fields are paths in the Pod. */
  readonly changes: readonly PodChange[]
}

/** What the controller stamps on a Pod: undefined where it is not known or not set. */
export interface RevisionStamp {
  readonly hash?: string | undefined
  readonly templateGeneration?: string | undefined
}

/**
 * The Pod for one node: labels of the revision, automatic tolerations, and the node's name in the place of all required
 * node affinity of the template (pkg/controller/daemon/util, CreatePodTemplate and
 * ReplaceDaemonSetPodNodeNameNodeAffinity). Everything else of the template stays.
 */
export function effectivePod(
  template: PodTemplate,
  nodeName: string,
  stamp: RevisionStamp = {},
): EffectivePod {
  const { spec, metadata } = template
  const labelChanges = stampChanges(metadata?.labels, stamp)
  const tolerations = effectiveTolerations(spec)
  const affinityChange = replacedAffinity(spec, nodeName)
  return {
    labels: withLabels(metadata?.labels, labelChanges),
    annotations: metadata?.annotations ?? {},
    spec: { ...spec, tolerations, affinity: withRequired(spec.affinity, affinityChange.becomes) },
    changes: [...labelChanges, ...tolerationChanges(spec, tolerations), affinityChange],
  }
}

/** The required node affinity of a daemon Pod: the one node that it is for. */
export function onlyNode(name: string): NodeSelector {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [name] }]
  return { nodeSelectorTerms: [{ matchFields }] }
}

type LabelChange = Extract<PodChange, { kind: 'label' }>

function stampChanges(labels: Labels | undefined, stamp: RevisionStamp): readonly LabelChange[] {
  const wanted = [
    ['pod-template-generation', stamp.templateGeneration],
    ['controller-revision-hash', stamp.hash],
  ] as const
  return wanted.flatMap(([key, becomes]) => {
    const was = labelOf(labels, key)
    if (becomes === undefined || was === becomes) return []
    return [{ kind: 'label', field: `metadata.labels[${key}]`, key, was, becomes }]
  })
}

function withLabels(labels: Labels | undefined, changes: readonly LabelChange[]): Labels {
  return Object.fromEntries([
    ...Object.entries(labels ?? {}),
    ...changes.map(({ key, becomes }) => [key, becomes] as const),
  ])
}

function tolerationChanges(spec: PodSpec, merged: readonly Toleration[]): readonly PodChange[] {
  return merged.flatMap((becomes, index) => {
    const was = spec.tolerations?.[index]
    const isKept = was !== undefined && was.tolerationSeconds === becomes.tolerationSeconds
    return isKept ? [] : [{ kind: 'toleration', field: `spec.tolerations[${index}]`, was, becomes }]
  })
}

function replacedAffinity(
  { affinity }: PodSpec,
  nodeName: string,
): Extract<PodChange, { kind: 'nodeAffinity' }> {
  return {
    kind: 'nodeAffinity',
    field: 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution',
    was: affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
    becomes: onlyNode(nodeName),
  }
}

function withRequired(
  affinity: PodSpec['affinity'],
  required: NodeSelector,
): NonNullable<PodSpec['affinity']> {
  const nodeAffinity = {
    ...affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: required,
  }
  return { ...affinity, nodeAffinity }
}
