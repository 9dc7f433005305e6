import { projectSelector, type ProjectSelector } from '../../../domain/placement/projectSelector.ts'
import type { ProjectAsk } from '../views.ts'
import type { Sources } from './sources.ts'

/** The node selector that applies to a namespace's Pods; undefined where nobody asks for one. */
export function projectOf(
  { namespaces }: Sources['model'],
  ask: ProjectAsk | undefined,
): ProjectSelector | undefined {
  if (ask === undefined) return undefined
  const { flavour, clusterDefault } = ask
  const namespace = [...namespaces].find(({ metadata }) => metadata.name === ask.namespace)
  return projectSelector({ flavour, namespace, clusterDefault })
}
