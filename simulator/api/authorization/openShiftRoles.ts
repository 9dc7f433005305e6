/** OpenShift's own roles, as far as projects need them (openshift-apiserver and cluster-authentication-operator). */

const reading = ['get', 'list', 'watch']
const toView = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' }
const toAdmin = { 'rbac.authorization.k8s.io/aggregate-to-admin': 'true' }
const project = ['', 'project.openshift.io']

export const openShiftRoles = [
  {
    name: 'system:openshift:aggregate-to-view',
    labels: toView,
    rules: [{ verbs: ['get'], apiGroups: project, resources: ['projects'] }],
  },
  {
    name: 'system:openshift:aggregate-to-admin',
    labels: toAdmin,
    rules: [
      { verbs: ['delete', 'get', 'patch', 'update'], apiGroups: project, resources: ['projects'] },
    ],
  },
  {
    name: 'basic-user',
    labels: {},
    rules: [
      { verbs: ['list', 'watch'], apiGroups: project, resources: ['projects'] },
      { verbs: ['list'], apiGroups: project, resources: ['projectrequests'] },
    ],
  },
  {
    name: 'self-provisioner',
    labels: {},
    rules: [{ verbs: ['create'], apiGroups: project, resources: ['projectrequests'] }],
  },
  {
    name: 'cluster-reader',
    labels: {},
    rules: [
      {
        verbs: reading,
        apiGroups: [
          '',
          'apps',
          'batch',
          'config.openshift.io',
          'coordination.k8s.io',
          'events.k8s.io',
          'project.openshift.io',
          'rbac.authorization.k8s.io',
          'scheduling.k8s.io',
        ],
        resources: ['*'],
      },
    ],
  },
]

export const openShiftBindings = [
  bindingOf('basic-users', 'basic-user', 'system:authenticated'),
  bindingOf('self-provisioners', 'self-provisioner', 'system:authenticated:oauth'),
  bindingOf('cluster-readers', 'cluster-reader', 'system:cluster-readers'),
]

function bindingOf(name: string, role: string, group: string) {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    name,
    labels: {},
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'Group', apiGroup, name: group }],
  }
}
