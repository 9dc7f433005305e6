/** The changes that remove what a project's node selector does to a DaemonSet. */
import { labelOf } from '../k8s/labels.ts'
import type { Labels } from '../k8s/objects.ts'
import type { CompiledProject } from './projectEffect.ts'
import {
  projectAnnotations,
  type ProjectAnnotation,
  type ProjectSelector,
} from './projectSelector.ts'

/** A JSON merge patch (RFC 7396), and the same as a command line: its words, not yet quoted for a shell. */
export type SelectorFix =
  | {
      readonly target: 'namespace'
      readonly patch: { readonly metadata: { readonly annotations: Labels } }
      readonly command: readonly string[]
    }
  | {
      readonly target: 'template'
      readonly patch: {
        readonly spec: {
          readonly template: { readonly spec: { readonly nodeSelector: Labels } }
        }
      }
      readonly command: readonly string[]
    }

/**
 * What can be done: empty the namespace's annotation, which frees all its Pods; or say the same in the template's
 * nodeSelector, so that the DaemonSet leaves those nodes out itself. The second starts a rollout, and is offered only
 * where it helps: not for nodes that OpenShift hides, which it would hide still.
 */
export function projectSelectorFix(
  compiled: CompiledProject,
  daemonSet: { readonly namespace: string; readonly name: string },
): readonly SelectorFix[] {
  return [
    ...namespaceFix(compiled.project, daemonSet.namespace),
    ...templateFix(compiled, daemonSet),
  ]
}

function namespaceFix(project: ProjectSelector, namespace: string): readonly SelectorFix[] {
  const annotation = annotationToEmpty(project)
  if (annotation === undefined || project.text === '') return []
  const words = ['annotate', 'namespace', namespace, `${annotation}=`, '--overwrite']
  return [
    {
      target: 'namespace',
      patch: { metadata: { annotations: { [annotation]: '' } } },
      command: [programOf(project), ...words],
    },
  ]
}

/** The default, too, is switched off by an empty annotation. */
function annotationToEmpty({ source, flavour }: ProjectSelector): ProjectAnnotation | undefined {
  if (source.kind === 'annotation') return source.annotation
  if (source.kind !== 'default') return undefined
  return flavour === 'openshift' ? projectAnnotations.openshift : projectAnnotations.kubernetes
}

function templateFix(
  { project, nodeSelector, refusal }: CompiledProject,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): readonly SelectorFix[] {
  if (project.flavour === 'openshift' && refusal === undefined) return []
  const missing = missingPairs(project, nodeSelector)
  if (Object.keys(missing).length === 0) return []
  const patch = { spec: { template: { spec: { nodeSelector: missing } } } }
  const words = ['patch', 'daemonset', name, '-n', namespace, '--type=merge', '-p']
  const command = [programOf(project), ...words, JSON.stringify(patch)]
  return [{ target: 'template', patch, command }]
}

/**
 * A conflicting value is replaced, not removed: without the label the controller would want the nodes that admission
 * then keeps the Pods from.
 */
function missingPairs({ merged }: ProjectSelector, nodeSelector: Labels): Labels {
  if ('error' in merged) return {}
  const pairs = merged.requirements.map(({ key, values: [value = ''] }) => [key, value] as const)
  return Object.fromEntries(pairs.filter(([key, value]) => labelOf(nodeSelector, key) !== value))
}

function programOf({ flavour }: ProjectSelector): 'oc' | 'kubectl' {
  return flavour === 'openshift' ? 'oc' : 'kubectl'
}
