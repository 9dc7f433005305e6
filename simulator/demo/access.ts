/** Who the demo can be used as, and what each of them may do. */
import type { Registry } from '../registry/registry.ts'

export type DemoRole = 'cluster-admin' | 'project-admin' | 'viewer'

export interface DemoIdentity {
  readonly role: DemoRole
  readonly user: string
  readonly groups: readonly string[]
}

/** The project that the project's administrator has. */
export const ownProject = 'myproject'

const groups = ['system:authenticated', 'system:authenticated:oauth']

/** The first is the one that the demo begins as. */
export const demoIdentities: readonly DemoIdentity[] = [
  { role: 'cluster-admin', user: 'aiko', groups },
  { role: 'project-admin', user: 'kenji', groups },
  { role: 'viewer', user: 'yui', groups },
]

const rbac = 'rbac.authorization.k8s.io'

/** Without it the project's administrator would see no node. */
const placementReader = {
  metadata: { name: 'placement-reader' },
  rules: [
    { apiGroups: [''], resources: ['nodes', 'namespaces', 'pods', 'events'] },
    { apiGroups: ['apps'], resources: ['daemonsets', 'controllerrevisions'] },
  ].map((rule) => ({ ...rule, verbs: ['get', 'list', 'watch'] })),
}

const grants: Readonly<Record<DemoRole, readonly (readonly [namespace: string, role: string])[]>> =
  {
    'cluster-admin': [['', 'cluster-admin']],
    'project-admin': [
      ['', 'placement-reader'],
      [ownProject, 'admin'],
    ],
    viewer: [['', 'cluster-reader']],
  }

/** Creates the bindings, and the role that is no cluster's own; the project must be there already. */
export function grantAccess(registry: Registry): void {
  registry.create('clusterroles', '', placementReader)
  for (const { role, user } of demoIdentities)
    for (const [namespace, clusterRole] of grants[role])
      registry.create(namespace === '' ? 'clusterrolebindings' : 'rolebindings', namespace, {
        metadata: { name: `${clusterRole}-${user}` },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: clusterRole },
        subjects: [{ apiGroup: rbac, kind: 'User', name: user }],
      })
}
