import { compileProject, type CompiledProject } from '../../../domain/placement/projectEffect.ts'
import { projectSelector } from '../../../domain/placement/projectSelector.ts'
import type { PlacementSpec } from '../../../domain/placement/verdict.ts'
import type { ProjectAsk } from '../views.ts'
import type { Sources } from './sources.ts'

/** The node selector that applies to a namespace's Pods, beside a template; undefined where nobody asks for one. */
export function projectOf(
  { namespaces }: Sources['model'],
  ask: ProjectAsk | undefined,
  spec: PlacementSpec,
): CompiledProject | undefined {
  if (ask === undefined) return undefined
  const { flavour, clusterDefault } = ask
  const namespace = [...namespaces].find(({ metadata }) => metadata.name === ask.namespace)
  return compileProject(projectSelector({ flavour, namespace, clusterDefault }), spec)
}
