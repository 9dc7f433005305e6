import { describe, expect, it } from 'vitest'
import { field, testApi, type TestApi } from '../api.test-kit.ts'
import type { Identity } from '../call.ts'

const jane: Identity = { user: 'jane', groups: [] }
const sets = '/apis/apps/v1/namespaces/shop/daemonsets'

function bind(api: TestApi, role: string, namespace = ''): void {
  const plural = namespace === '' ? 'clusterrolebindings' : 'rolebindings'
  api.registry.create(plural, namespace, {
    metadata: { name: `jane-${role}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' }],
  })
}

async function statusOf(api: TestApi, method: string, path: string): Promise<number> {
  return (await api.ask(method, path, undefined, { as: jane })).status
}

describe('authorization', () => {
  it('refuses in the API server’s words, also what there is not', async () => {
    const api = testApi()
    const message = async (path: string): Promise<unknown> =>
      field((await api.ask('GET', path, undefined, { as: jane })).json, 'message')
    expect(await message('/apis/apps/v1/daemonsets')).toBe(
      'daemonsets.apps is forbidden: User "jane" cannot list resource "daemonsets" in API group "apps" at the cluster scope',
    )
    expect(await message(`${sets}/agent/status`)).toBe(
      'daemonsets.apps "agent" is forbidden: User "jane" cannot get resource "daemonsets/status" in API group "apps" in the namespace "shop"',
    )
    expect(await message('/api/v1/foos')).toBe(
      'foos is forbidden: User "jane" cannot list resource "foos" in API group "" at the cluster scope',
    )
    expect(await message('/metrics')).toBe('forbidden: User "jane" cannot get path "/metrics"')
    expect((await api.ask('GET', '/api/v1/foos', undefined, { as: jane })).json).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { kind: 'foos' },
    })
  })

  it('lets a viewer read everything but roles and nodes, and change nothing', async () => {
    const api = testApi()
    bind(api, 'view')
    expect(await statusOf(api, 'GET', '/apis/apps/v1/daemonsets')).toBe(200)
    expect(await statusOf(api, 'GET', '/api/v1/nodes?watch=1')).toBe(403)
    expect(await statusOf(api, 'GET', '/api/v1/nodes')).toBe(403)
    expect(await statusOf(api, 'DELETE', `${sets}/agent`)).toBe(403)
  })

  it('lets an admin of one namespace work there alone', async () => {
    const api = testApi()
    bind(api, 'admin', 'shop')
    expect(await statusOf(api, 'GET', sets)).toBe(200)
    expect(await statusOf(api, 'DELETE', `${sets}/agent`)).toBe(404)
    expect(await statusOf(api, 'GET', '/apis/apps/v1/namespaces/default/daemonsets')).toBe(403)
    expect(await statusOf(api, 'GET', '/apis/apps/v1/daemonsets')).toBe(403)
  })

  it('lets a role of the cluster name single objects, and aggregates roles by their labels', async () => {
    const api = testApi()
    api.registry.create('clusterroles', '', {
      metadata: {
        name: 'one-node',
        labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
      },
      rules: [
        { verbs: ['get', 'list'], apiGroups: [''], resources: ['nodes'], resourceNames: ['a'] },
      ],
    })
    bind(api, 'view')
    expect(await statusOf(api, 'GET', '/api/v1/nodes/a')).toBe(404)
    expect(await statusOf(api, 'GET', '/api/v1/nodes/b')).toBe(403)
    expect(await statusOf(api, 'GET', '/api/v1/nodes')).toBe(403)
    expect(await statusOf(api, 'GET', '/api/v1/nodes?fieldSelector=metadata.name%3Da')).toBe(200)
  })

  it('says who one is, what one may do, and why', async () => {
    const api = testApi()
    bind(api, 'view', 'shop')
    const review = async (kind: string, group: string, spec?: object): Promise<unknown> => {
      const path = `/apis/${group}/v1/${kind.toLowerCase()}s`
      const body = { apiVersion: `${group}/v1`, kind, spec }
      return field((await api.ask('POST', path, body, { as: jane })).json, 'status')
    }
    const attributes = { verb: 'list', group: 'apps', resource: 'daemonsets', namespace: 'shop' }
    const authorization = 'authorization.k8s.io'
    expect(
      await review('SelfSubjectAccessReview', authorization, { resourceAttributes: attributes }),
    ).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "jane-view/shop" of ClusterRole "view" to User "jane"',
    })
    expect(
      await review('SelfSubjectAccessReview', authorization, {
        resourceAttributes: { ...attributes, verb: 'create' },
      }),
    ).toEqual({ allowed: false })
    expect(await review('SelfSubjectReview', 'authentication.k8s.io')).toEqual({
      userInfo: { username: 'jane', groups: ['system:authenticated'] },
    })
    const rules = await review('SelfSubjectRulesReview', authorization, { namespace: 'shop' })
    expect(rules).toMatchObject({ incomplete: false })
    expect(field(rules, 'resourceRules')).toContainEqual({
      verbs: ['create'],
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
    })
  })

  it('lets those act for others who may', async () => {
    const api = testApi()
    const headers = { 'impersonate-user': 'jane' }
    const path = '/api/v1/nodes'
    expect((await api.ask('GET', path, undefined, { headers })).json).toMatchObject({
      message:
        'nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope',
    })
    const asJane = await api.ask('GET', path, undefined, {
      as: jane,
      headers: { 'impersonate-user': 'admin', 'impersonate-group': 'system:masters' },
    })
    expect(asJane.json).toMatchObject({
      message:
        'users "admin" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the cluster scope',
    })
  })
})
