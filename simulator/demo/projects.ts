/** The demo's namespaces: OpenShift's own, and teams' projects. */
import type { Texts } from '../objects.ts'
import type { RunningCluster } from '../simulatedCluster.ts'
import { ownProject } from './access.ts'
import { accountOf, type Agent } from './agent.ts'

/** Which nodes a project's Pods may run on; '' for all (openshift.io/node-selector). */
const selectors: Readonly<Record<string, string>> = {
  [ownProject]: '',
  'team-vision': 'topology.kubernetes.io/zone=tokyo-a',
}

const displayNames: Readonly<Record<string, string>> = {
  hardware: 'Hardware health',
  logging: 'Logging',
  security: 'Security',
  'team-data': 'Team Data',
  'team-vision': 'Team Vision',
  [ownProject]: 'My Project',
}

/** Creates the agents' namespaces and the accounts that they run as. */
export function createProjects(
  { store, registry }: RunningCluster,
  agents: readonly Agent[],
): void {
  const has = (plural: string, namespace: string, name: string): boolean =>
    store.get(plural, { namespace, name }) !== undefined
  for (const agent of agents) {
    const { namespace } = agent
    if (!has('namespaces', '', namespace)) {
      const metadata = { name: namespace, annotations: annotationsOf(namespace) }
      registry.create('namespaces', '', { metadata })
    }
    const name = accountOf(agent)
    if (name === 'default' || has('serviceaccounts', namespace, name)) continue
    registry.create('serviceaccounts', namespace, { metadata: { name } })
  }
}

function annotationsOf(namespace: string): Texts {
  const displayName = displayNames[namespace]
  const selector = namespace.startsWith('openshift-') ? '' : selectors[namespace]
  return {
    ...(displayName !== undefined && { 'openshift.io/display-name': displayName }),
    ...(selector !== undefined && { 'openshift.io/node-selector': selector }),
  }
}
