import { expect } from 'vitest'
import { type Client, refusal } from './client.test-kit.ts'
import { at, listAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, done } from './stage.test-kit.ts'

const forbidden = (message: string, details: object) => ({
  status: 403,
  reason: 'Forbidden',
  message,
  details,
})

const viewer: Scenario = {
  title: 'the viewer reads DaemonSets and changes none',
  play: async (s) => {
    await s.create('agent')
    const path = s.path('daemonsets', 'agent')
    expect((await s.viewer.get(path)).status).toBe(200)
    expect((await s.viewer.get(s.path('daemonsets'))).status).toBe(200)
    const where = `in API group "apps" in the namespace "${s.namespace}"`
    const details = { group: 'apps', kind: 'daemonsets' }
    expect(refusal(await s.viewer.post(s.path('daemonsets'), s.daemonSet('other')))).toEqual(
      forbidden(
        `daemonsets.apps is forbidden: User "viewer" cannot create resource "daemonsets" ${where}`,
        details,
      ),
    )
    const named = { ...details, name: 'agent' }
    const refusals: readonly (readonly [string, ReturnType<Client['get']>])[] = [
      ['update', s.viewer.put(path, s.daemonSet('agent'))],
      ['patch', s.viewer.patch(path, {})],
      ['delete', s.viewer.delete(path)],
    ]
    for (const [verb, answer] of refusals) {
      expect(refusal(await answer)).toEqual(
        forbidden(
          `daemonsets.apps "agent" is forbidden: User "viewer" cannot ${verb} resource "daemonsets" ${where}`,
          named,
        ),
      )
    }
    expect(refusal(await s.viewer.delete(s.path('daemonsets')))).toMatchObject({
      message: `daemonsets.apps is forbidden: User "viewer" cannot deletecollection resource "daemonsets" ${where}`,
    })
  },
}

const editor: Scenario = {
  title: 'the editor changes DaemonSets and Pods, but no nodes, namespaces and statuses',
  play: async (s) => {
    done(await s.editor.post(s.path('daemonsets'), s.daemonSet('agent')))
    done(await s.editor.patch(s.path('daemonsets', 'agent'), { spec: { minReadySeconds: 1 } }))
    done(await s.editor.delete(s.path('daemonsets', 'agent')))
    await s.nodes(['a'])
    expect((await s.editor.get(s.nodePath('a'))).status).toBe(200)
    expect(
      refusal(await s.editor.patch(s.nodePath('a'), { spec: { unschedulable: true } })),
    ).toEqual(
      forbidden(
        `nodes "${s.node('a')}" is forbidden: User "editor" cannot patch resource "nodes" in API group "" at the cluster scope`,
        { name: s.node('a'), kind: 'nodes' },
      ),
    )
    expect(
      refusal(await s.editor.post('/api/v1/namespaces', { metadata: { name: 'more' } })),
    ).toEqual(
      forbidden(
        'namespaces is forbidden: User "editor" cannot create resource "namespaces" in API group "" at the cluster scope',
        { kind: 'namespaces' },
      ),
    )
    const status = s.path('daemonsets', 'agent/status')
    expect(refusal(await s.editor.patch(status, {}))).toEqual(
      forbidden(
        `daemonsets.apps "agent" is forbidden: User "editor" cannot patch resource "daemonsets/status" in API group "apps" in the namespace "${s.namespace}"`,
        { name: 'agent', group: 'apps', kind: 'daemonsets' },
      ),
    )
  },
}

const nobody: Scenario = {
  title: 'nobody sees nothing, not even whether it is there',
  play: async (s) => {
    const group = 'in API group "apps"'
    const asked: Readonly<Record<string, string>> = {
      [s.path('daemonsets')]:
        `daemonsets.apps is forbidden: User "nobody" cannot list resource "daemonsets" ${group} in the namespace "${s.namespace}"`,
      [s.path('daemonsets', '?watch=true')]:
        `daemonsets.apps is forbidden: User "nobody" cannot watch resource "daemonsets" ${group} in the namespace "${s.namespace}"`,
      [s.path('daemonsets', 'missing')]:
        `daemonsets.apps "missing" is forbidden: User "nobody" cannot get resource "daemonsets" ${group} in the namespace "${s.namespace}"`,
      '/apis/apps/v1/daemonsets': `daemonsets.apps is forbidden: User "nobody" cannot list resource "daemonsets" ${group} at the cluster scope`,
      '/api/v1/nodes':
        'nodes is forbidden: User "nobody" cannot list resource "nodes" in API group "" at the cluster scope',
      '/api/v1/namespaces/nowhere/pods/x/log':
        'pods "x" is forbidden: User "nobody" cannot get resource "pods/log" in API group "" in the namespace "nowhere"',
    }
    for (const [path, message] of Object.entries(asked)) {
      const answer = await s.nobody.get(path)
      expect([answer.status, textAt(answer.body, 'message')]).toEqual([403, message])
    }
  },
}

/** Asks whether one may. @returns allowed, and whether a reason is given */
async function mayI(client: Client, resourceAttributes: object): Promise<boolean> {
  const answer = await client.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  })
  expect(answer.status).toBe(201)
  return at(answer.body, 'status', 'allowed') === true
}

const reviews: Scenario = {
  title: 'whoever asks whether they may is told the truth',
  play: async (s) => {
    const { namespace } = s
    const daemonSets = { group: 'apps', resource: 'daemonsets', namespace }
    const questions: readonly (readonly [object, Readonly<Record<string, boolean>>])[] = [
      [
        { ...daemonSets, verb: 'create' },
        { admin: true, editor: true, viewer: false, nobody: false },
      ],
      [
        { ...daemonSets, verb: 'list' },
        { admin: true, editor: true, viewer: true, nobody: false },
      ],
      [
        { ...daemonSets, verb: 'delete', namespace: '' },
        { admin: true, editor: true, viewer: false, nobody: false },
      ],
      [
        { resource: 'nodes', verb: 'patch' },
        { admin: true, editor: false, viewer: false, nobody: false },
      ],
      [
        { resource: 'nodes', verb: 'get' },
        { admin: true, editor: true, viewer: true, nobody: false },
      ],
      [
        { resource: 'pods', subresource: 'log', verb: 'get', namespace },
        { admin: true, editor: true, viewer: true, nobody: false },
      ],
      [
        { resource: '*', group: '*', verb: '*' },
        { admin: true, editor: false, viewer: false, nobody: false },
      ],
    ]
    for (const [attributes, expected] of questions) {
      const found = {
        admin: await mayI(s.admin, attributes),
        editor: await mayI(s.editor, attributes),
        viewer: await mayI(s.viewer, attributes),
        nobody: await mayI(s.nobody, attributes),
      }
      expect([attributes, found]).toEqual([attributes, expected])
    }
  },
}

const rules: Scenario = {
  title: 'and may ask for all rules that hold for them in a namespace',
  play: async (s) => {
    const review = async (client: Client) => {
      const answer = await client.post('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectRulesReview',
        spec: { namespace: s.namespace },
      })
      expect(answer.status).toBe(201)
      return listAt(answer.body, 'status', 'resourceRules')
    }
    const verbs = (all: readonly unknown[]) =>
      all
        .filter(
          (rule) =>
            listAt(rule, 'apiGroups').includes('apps') &&
            listAt(rule, 'resources').includes('daemonsets'),
        )
        .flatMap((rule) => listAt(rule, 'verbs'))
        .map(String)
        .sort()
    expect(verbs(await review(s.viewer))).toEqual(['get', 'list', 'watch'])
    expect(new Set(verbs(await review(s.editor)))).toEqual(
      new Set(['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']),
    )
    expect(verbs(await review(s.nobody))).toEqual([])
    const everything = (await review(s.admin)).filter((rule) =>
      listAt(rule, 'resources').includes('*'),
    )
    expect(everything.map((rule) => listAt(rule, 'verbs'))).toContainEqual(['*'])
  },
}

const whoAmI: Scenario = {
  title: 'and who they are',
  play: async (s) => {
    const answer = await s.viewer.post('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    })
    expect(answer.status).toBe(201)
    expect(at(answer.body, 'status', 'userInfo')).toMatchObject({
      username: 'viewer',
      groups: expect.arrayContaining(['system:authenticated']),
    })
  },
}

const granted: Scenario = {
  title: 'a RoleBinding gives rights in its namespace, and only there',
  play: async (s) => {
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${s.namespace}`
    done(
      await s.admin.post(`${rbac}/roles`, {
        metadata: { name: 'reader' },
        rules: [{ apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get', 'list'] }],
      }),
    )
    done(
      await s.admin.post(`${rbac}/rolebindings`, {
        metadata: { name: 'reader' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'nobody' }],
      }),
    )
    const status = async (path: string) => (await s.nobody.get(path)).status
    await s.eventually(() => status(s.path('daemonsets')), 200)
    expect(await status(s.path('pods'))).toBe(403)
    expect(await status('/apis/apps/v1/namespaces/default/daemonsets')).toBe(403)
    const attributes = { group: 'apps', resource: 'daemonsets', verb: 'list' }
    expect(await mayI(s.nobody, { ...attributes, namespace: s.namespace })).toBe(true)
    expect(await mayI(s.nobody, { ...attributes, namespace: 'default' })).toBe(false)
  },
}

const discovery: Scenario = {
  title: 'everybody may ask for the version and for what there is',
  play: async (s: Stage) => {
    const version = (await s.nobody.get('/version')).body
    expect(version).toMatchObject({ major: '1', minor: '36', gitVersion: 'v1.36.3' })
    const apps = (await s.nobody.get('/apis/apps/v1')).body
    expect(textAt(apps, 'groupVersion')).toBe('apps/v1')
    const found = listAt(apps, 'resources').find((each) => at(each, 'name') === 'daemonsets')
    expect(found).toMatchObject({
      name: 'daemonsets',
      singularName: 'daemonset',
      namespaced: true,
      kind: 'DaemonSet',
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
      shortNames: ['ds'],
      categories: ['all'],
    })
    const core = listAt((await s.nobody.get('/api/v1')).body, 'resources')
    const names = core.map((each) => textAt(each, 'name'))
    expect(names).toEqual(
      expect.arrayContaining(['nodes', 'pods', 'pods/log', 'namespaces', 'events']),
    )
  },
}

export const access: readonly Scenario[] = [
  viewer,
  editor,
  nobody,
  reviews,
  rules,
  whoAmI,
  granted,
  discovery,
]
