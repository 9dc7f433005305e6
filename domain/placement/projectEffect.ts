/** What a project's node selector does to a DaemonSet on each node. */
import { labelOf } from '../k8s/labels.ts'
import type { Labels, PodSpec } from '../k8s/objects.ts'
import { meetsRequirement } from '../k8s/requirement.ts'
import { shouldRunBit } from './placementVerdict.ts'
import type { ProjectSelector } from './projectSelector.ts'
import type { NodeFacts } from './verdict.ts'

/** A label of which the project and the template want different values. */
export interface SelectorConflict {
  readonly key: string
  readonly project: string
  readonly template: string
}

/** Why the API server refuses every Pod of the template; `message` is its own text. */
export type Refusal =
  | {
      readonly kind: 'conflict'
      readonly conflicts: readonly SelectorConflict[]
      readonly message: string
    }
  | { readonly kind: 'unreadable'; readonly message: string }

/** A project's selector beside one template, to be asked for many nodes. */
export interface CompiledProject {
  readonly project: ProjectSelector
  readonly nodeSelector: Labels
  /** undefined: Pods can be created. */
  readonly refusal: Refusal | undefined
  /** The template names its node: the scheduler has no say. */
  readonly isBound: boolean
}

/**
 * none: nothing. hidden: OpenShift's controller wants no Pod here, and deletes one that is here. stranded: the Pod is
 * created and stays Pending for ever. rejected: the template names the node, the kubelet rejects the Pod, and the
 * controller makes it again, at last every 15 minutes. refused: the API server refuses the Pod. unknown: the selector
 * is not known.
 */
export type ProjectEffect = 'none' | 'hidden' | 'stranded' | 'rejected' | 'refused' | 'unknown'

/** Puts a project's selector beside a template. */
export function compileProject(
  project: ProjectSelector,
  spec: Pick<PodSpec, 'nodeName' | 'nodeSelector'>,
): CompiledProject {
  const nodeSelector = spec.nodeSelector ?? {}
  return {
    project,
    nodeSelector,
    refusal: refusalOf(project, nodeSelector),
    isBound: (spec.nodeName ?? '') !== '',
  }
}

function refusalOf(project: ProjectSelector, nodeSelector: Labels): Refusal | undefined {
  if ('error' in project.merged) return { kind: 'unreadable', message: project.merged.error }
  const conflicts = project.merged.requirements.flatMap(({ key, values: [wants = ''] }) => {
    const template = labelOf(nodeSelector, key)
    return template === undefined || template === wants ? [] : [{ key, project: wants, template }]
  })
  if (conflicts.length === 0) return undefined
  const owner = project.admission === 'PodNodeSelector' ? 'namespace' : 'project'
  const message = `pod node label selector conflicts with its ${owner} node label selector`
  return { kind: 'conflict', conflicts, message }
}

/**
 * What the project's selector does on one node, without allocating.
 * It concerns Pods still to be created; of those that are there only `hidden` takes any away, at the DaemonSet's next
 * sync. Nodes that the template itself does not want are never touched by it (patch_nodeselector.go checks only nodes
 * with both bits).
 * @param bits the template's own verdict (verdictBits)
 */
export function projectEffect(
  compiled: CompiledProject,
  node: Pick<NodeFacts, 'labels'>,
  bits: number,
): ProjectEffect {
  const { project, refusal, isBound } = compiled
  if ((bits & shouldRunBit) === 0) return 'none'
  if (project.text === undefined) return 'unknown'
  const matches = matchesProject(project, node)
  if (project.flavour === 'openshift' && !matches) return 'hidden'
  if (refusal !== undefined) return 'refused'
  if (matches) return 'none'
  return isBound ? 'rejected' : 'stranded'
}

/** The verdict of the cluster's own controller: on OpenShift without the nodes that the project hides. */
export function narrowedBits(
  compiled: CompiledProject,
  node: Pick<NodeFacts, 'labels'>,
  bits: number,
): number {
  return projectEffect(compiled, node, bits) === 'hidden' ? 0 : bits
}

/** A loop, since `every` would allocate a closure for each cell of a grid. */
function matchesProject(
  { requirements }: ProjectSelector,
  { labels }: Pick<NodeFacts, 'labels'>,
): boolean {
  for (const each of requirements) {
    if (!meetsRequirement(each, labelOf(labels, each.key))) return false
  }
  return true
}
