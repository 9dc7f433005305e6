/**
 * What an API server makes sure of when it starts: its own roles, namespaces and priority classes (kubernetes,
 * plugin/pkg/auth/authorizer/rbac/bootstrappolicy, pkg/controlplane/controller/systemnamespaces).
 */
import type { Json } from '../../../domain/decode/readJson.ts'
import type { Registry } from '../../registry/registry.ts'
import { apiVersionOf, resourceOf } from '../../registry/resources.ts'
import type { Store } from '../../store/store.ts'
import type { SimulatedCluster } from '../call.ts'
import builtIn from './builtInRoles.json' with { type: 'json' }
import { openShiftBindings, openShiftRoles } from './openShiftRoles.ts'
import { roleRules } from './rules.ts'

const started = new WeakSet<Store>()

/** Adds what is missing, once for each cluster; what is there stays as it is. */
export function bootstrap(cluster: SimulatedCluster): void {
  if (started.has(cluster.store)) return
  started.add(cluster.store)
  const { store, registry, flavour, defaultNodeSelector = '' } = cluster
  const isOpenShift = flavour === 'openshift'
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system'])
    ensure(store, registry, 'namespaces', { metadata: { name } })
  for (const [name, value, description] of priorityClasses)
    ensure(store, registry, 'priorityclasses', { metadata: { name }, value, description })
  const roles = [...builtIn.roles, ...(isOpenShift ? openShiftRoles : [])]
  for (const { name, labels, ...role } of roles)
    ensure(store, registry, 'clusterroles', { metadata: { name, labels, annotations }, ...role })
  for (const { name, labels, ...binding } of [
    ...builtIn.bindings,
    ...(isOpenShift ? openShiftBindings : []),
  ])
    ensure(store, registry, 'clusterrolebindings', {
      metadata: { name, labels, annotations },
      ...binding,
    })
  if (isOpenShift)
    ensure(store, registry, 'schedulers', {
      metadata: { name: 'cluster' },
      spec: { defaultNodeSelector, mastersSchedulable: false },
    })
  aggregate(store)
}

const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' }

const priorityClasses: readonly (readonly [name: string, value: number, description: string])[] = [
  [
    'system-node-critical',
    2_000_001_000,
    'Used for system critical pods that must not be moved from their current node.',
  ],
  [
    'system-cluster-critical',
    2_000_000_000,
    'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  ],
]

type Manifest = Json & { readonly metadata: Json & { readonly name: string } }

function ensure(store: Store, registry: Registry, plural: string, manifest: Manifest): void {
  if (store.get(plural, { namespace: '', name: manifest.metadata.name }) !== undefined) return
  const resource = resourceOf(plural)
  if (resource === undefined) return
  const type = { apiVersion: apiVersionOf(resource), kind: resource.kind }
  registry.create(plural, '', { ...type, ...manifest })
}

/** Roles that aggregate others show the rules of these (pkg/controller/clusterroleaggregation). */
function aggregate(store: Store): void {
  for (const role of store.list('clusterroles'))
    if (role['aggregationRule'] !== undefined)
      store.replace('clusterroles', { ...role, rules: roleRules(store, role) })
}
