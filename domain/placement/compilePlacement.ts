/** A template's placement, read once and asked for many nodes. */
import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Toleration,
} from '../k8s/objects.ts'
import { requirement, type Requirement, type RequirementOperator } from '../k8s/requirement.ts'
import { effectiveTolerations } from './tolerations.ts'
import type { PlacementSpec } from './verdict.ts'

export interface CompiledRequirement {
  readonly field: string
  readonly source: NodeSelectorRequirement
  /** What of the node it looks at; every field but metadata.name reads as ''. */
  readonly subject: 'label' | 'name' | 'otherField'
  /** undefined: malformed. */
  readonly check: Requirement | undefined
}

export interface CompiledTerm {
  readonly field: string
  readonly source: NodeSelectorTerm
  readonly requirements: readonly CompiledRequirement[]
  /** False for an empty term, and for one with a malformed requirement: it matches no node. */
  readonly canMatch: boolean
}

export interface CompiledPlacement {
  /** '': any. */
  readonly nodeName: string
  /** Sorted by key. */
  readonly nodeSelector: readonly (readonly [key: string, value: string])[]
  /** undefined: no required node affinity. Without terms it matches nothing. */
  readonly terms: readonly CompiledTerm[] | undefined
  /** The template's and the controller's own. */
  readonly tolerations: readonly Toleration[]
}

/** Paths in the manifest. */
export const fields = {
  nodeName: 'spec.template.spec.nodeName',
  nodeSelector: 'spec.template.spec.nodeSelector',
  tolerations: 'spec.template.spec.tolerations',
  terms:
    'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
} as const

/**
 * Reads a template's placement. Never fails: what Kubernetes cannot read is kept as malformed and matches no node
 * (component-helpers, scheduling/corev1/nodeaffinity/nodeaffinity.go).
 */
export function compilePlacement(spec: PlacementSpec): CompiledPlacement {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return {
    nodeName: spec.nodeName ?? '',
    nodeSelector: Object.entries(spec.nodeSelector ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    terms: required === undefined || required === null ? undefined : compileTerms(required),
    tolerations: effectiveTolerations(spec),
  }
}

function compileTerms({ nodeSelectorTerms }: NodeSelector): readonly CompiledTerm[] {
  return (nodeSelectorTerms ?? []).map((source, index) =>
    compileTerm(source, `${fields.terms}[${index}]`),
  )
}

function compileTerm(source: NodeSelectorTerm, field: string): CompiledTerm {
  const requirements = [
    ...(source.matchExpressions ?? []).map((each, index) =>
      compileExpression(each, `${field}.matchExpressions[${index}]`),
    ),
    ...(source.matchFields ?? []).map((each, index) =>
      compileField(each, `${field}.matchFields[${index}]`),
    ),
  ]
  const canMatch = requirements.length > 0 && requirements.every(({ check }) => check !== undefined)
  return { field, source, requirements, canMatch }
}

const labelOperators: ReadonlyMap<string, RequirementOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
  ['Gt', 'gt'],
  ['Lt', 'lt'],
])

function compileExpression(source: NodeSelectorRequirement, field: string): CompiledRequirement {
  const operator = labelOperators.get(source.operator)
  const read =
    operator === undefined ? undefined : requirement(source.key, operator, source.values ?? [])
  const check = read === undefined || 'error' in read ? undefined : read
  return { field, source, subject: 'label', check }
}

/** Fields take In and NotIn with exactly one value; its syntax is not checked. */
function compileField(source: NodeSelectorRequirement, field: string): CompiledRequirement {
  const { key, operator, values } = source
  const isReadable = (operator === 'In' || operator === 'NotIn') && values?.length === 1
  const check: Requirement | undefined = isReadable
    ? { key, operator: operator === 'In' ? '=' : '!=', values, bound: undefined }
    : undefined
  return { field, source, subject: key === 'metadata.name' ? 'name' : 'otherField', check }
}
