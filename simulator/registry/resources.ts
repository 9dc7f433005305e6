/**
 * The resources of the simulated cluster, as its discovery tells them. Verbs and subresources that Kubernetes has and
 * that are not here are left out (simulator/README.md).
 */
import type { Flavour } from './registry.ts'

export interface Subresource {
  readonly name: string
  readonly kind: string
  readonly verbs: readonly string[]
  /** Group and version of the kind where they are not the resource's own. */
  readonly group?: string
  readonly version?: string
}

export interface Resource {
  /** '' is the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly subresources: readonly Subresource[]
  readonly verbs: readonly string[]
  /** Under this plural its objects are in the store, in another form; `none`: they are not stored at all. */
  readonly viewOf?: string
  /** Only there where the cluster is of this flavour. */
  readonly flavour?: Flavour
}

type Details = Partial<
  Pick<Resource, 'shortNames' | 'categories' | 'subresources' | 'verbs' | 'viewOf' | 'flavour'>
>

const reading = ['get', 'list', 'watch']
const deleting = ['delete', 'deletecollection', ...reading]
const everyVerb = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
]
/** Kinds without a controller here: nobody is led to believe that one acts. */
const withoutController = { verbs: deleting, categories: ['all'] }
const all = { categories: ['all'] }
const reviewed = { verbs: ['create'], viewOf: 'none' }

function statusOf(kind: string): Subresource {
  return { name: 'status', kind, verbs: ['get', 'patch', 'update'] }
}

const podSubresources: readonly Subresource[] = [
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'eviction', kind: 'Eviction', verbs: ['create'], group: 'policy', version: 'v1' },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  statusOf('Pod'),
]

/** The resources of one group. @param entries kind, plural, and what is not as with most */
function group(
  name: string,
  version: string,
  namespaced: boolean,
  entries: readonly (readonly [kind: string, plural: string, details?: Details])[],
): readonly Resource[] {
  return entries.map(([kind, plural, details]) => ({
    group: name,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    namespaced,
    shortNames: [],
    categories: [],
    subresources: [],
    verbs: everyVerb,
    ...details,
  }))
}

const openshift = { flavour: 'openshift' } as const

export const resources: readonly Resource[] = [
  ...group('', 'v1', true, [
    ['ConfigMap', 'configmaps', { shortNames: ['cm'] }],
    ['Event', 'events', { shortNames: ['ev'] }],
    ['LimitRange', 'limitranges', { shortNames: ['limits'], verbs: reading }],
    ['Pod', 'pods', { shortNames: ['po'], ...all, subresources: podSubresources }],
    [
      'ResourceQuota',
      'resourcequotas',
      { shortNames: ['quota'], subresources: [statusOf('ResourceQuota')] },
    ],
    ['ServiceAccount', 'serviceaccounts', { shortNames: ['sa'] }],
  ]),
  ...group('', 'v1', false, [
    [
      'Namespace',
      'namespaces',
      {
        shortNames: ['ns'],
        verbs: everyVerb.filter((verb) => verb !== 'deletecollection'),
        subresources: [
          { name: 'finalize', kind: 'Namespace', verbs: ['update'] },
          statusOf('Namespace'),
        ],
      },
    ],
    ['Node', 'nodes', { shortNames: ['no'], subresources: [statusOf('Node')] }],
  ]),
  ...group('apps', 'v1', true, [
    ['ControllerRevision', 'controllerrevisions'],
    [
      'DaemonSet',
      'daemonsets',
      { shortNames: ['ds'], ...all, subresources: [statusOf('DaemonSet')] },
    ],
    ['Deployment', 'deployments', { shortNames: ['deploy'], ...withoutController }],
    ['ReplicaSet', 'replicasets', { shortNames: ['rs'], ...withoutController }],
    ['StatefulSet', 'statefulsets', { shortNames: ['sts'], ...withoutController }],
  ]),
  ...group('events.k8s.io', 'v1', true, [
    ['Event', 'events', { shortNames: ['ev'], verbs: reading, viewOf: 'events' }],
  ]),
  ...group('authentication.k8s.io', 'v1', false, [
    ['SelfSubjectReview', 'selfsubjectreviews', reviewed],
  ]),
  ...group('authorization.k8s.io', 'v1', false, [
    ['SelfSubjectAccessReview', 'selfsubjectaccessreviews', reviewed],
    ['SelfSubjectRulesReview', 'selfsubjectrulesreviews', reviewed],
  ]),
  ...group('batch', 'v1', true, [['Job', 'jobs', withoutController]]),
  ...group('rbac.authorization.k8s.io', 'v1', false, [
    ['ClusterRole', 'clusterroles'],
    ['ClusterRoleBinding', 'clusterrolebindings'],
  ]),
  ...group('rbac.authorization.k8s.io', 'v1', true, [
    ['Role', 'roles'],
    ['RoleBinding', 'rolebindings'],
  ]),
  ...group('scheduling.k8s.io', 'v1', false, [
    ['PriorityClass', 'priorityclasses', { shortNames: ['pc'] }],
  ]),
  ...group('coordination.k8s.io', 'v1', true, [['Lease', 'leases']]),
  ...group('config.openshift.io', 'v1', false, [['Scheduler', 'schedulers', openshift]]),
  ...group('project.openshift.io', 'v1', false, [
    ['Project', 'projects', { ...openshift, verbs: [...reading, 'delete'], viewOf: 'namespaces' }],
    ['ProjectRequest', 'projectrequests', { ...openshift, ...reviewed }],
  ]),
]

const stored = resources.filter(({ viewOf }) => viewOf === undefined)
const byPlural = new Map(stored.map((resource) => [resource.plural, resource]))
const byKind = new Map(
  stored.map((resource) => [`${apiVersionOf(resource)} ${resource.kind}`, resource]),
)

/** @returns the stored resource of that plural, such as daemonsets */
export function resourceOf(plural: string): Resource | undefined {
  return byPlural.get(plural)
}

/** @returns the stored resource that an owner reference or a manifest means */
export function resourceOfKind(apiVersion: string, kind: string): Resource | undefined {
  return byKind.get(`${apiVersion} ${kind}`)
}

/** Such as v1 or apps/v1. */
export function apiVersionOf({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`
}

/** Such as nodes or daemonsets.apps: how messages name it (schema.GroupResource). */
export function groupResource({ group, plural }: Pick<Resource, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`
}
