import { describe, expect, it } from 'vitest'
import { pod } from '../registry/registry.test-kit.ts'
import { eventsOf, field, namesOf, testApi } from './api.test-kit.ts'
import type { Identity } from './call.ts'

const jane: Identity = { user: 'jane', groups: ['system:authenticated:oauth'] }
const projects = '/apis/project.openshift.io/v1/projects'
const request = {
  apiVersion: 'project.openshift.io/v1',
  kind: 'ProjectRequest',
  metadata: { name: 'janes' },
  displayName: 'Jane’s',
}

describe('OpenShift’s projects', () => {
  it('are requested, and belong to who has requested them', async () => {
    const { ask } = testApi({ flavour: 'openshift' })
    const path = '/apis/project.openshift.io/v1/projectrequests'
    const made = await ask('POST', path, request, { as: jane })
    expect(made).toMatchObject({
      status: 201,
      json: {
        kind: 'Project',
        metadata: {
          name: 'janes',
          annotations: {
            'openshift.io/display-name': 'Jane’s',
            'openshift.io/requester': 'jane',
          },
        },
        status: { phase: 'Active' },
      },
    })
    const sets = '/apis/apps/v1/namespaces/janes/daemonsets'
    expect((await ask('GET', sets, undefined, { as: jane })).status).toBe(200)
    const again = await ask('POST', path, request, { as: jane })
    expect(field(again.json, 'message')).toBe('project.project.openshift.io "janes" already exists')
    expect((await ask('POST', path, request, { as: { user: 'joe', groups: [] } })).status).toBe(403)
  })

  it('are those namespaces that one may get', async () => {
    const { ask, open } = testApi({ flavour: 'openshift' })
    const events = eventsOf(await open('GET', `${projects}?watch=1`, undefined, { as: jane }))
    await ask('POST', '/apis/project.openshift.io/v1/projectrequests', request)
    expect(namesOf(await ask('GET', projects, undefined, { as: jane }))).toEqual([])
    await ask('POST', '/apis/rbac.authorization.k8s.io/v1/namespaces/janes/rolebindings', {
      metadata: { name: 'view' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }],
    })
    expect(namesOf(await ask('GET', projects, undefined, { as: jane }))).toEqual(['janes'])
    expect(namesOf(await ask('GET', projects))).toContain('kube-system')
    expect((await ask('GET', `${projects}/shop`, undefined, { as: jane })).status).toBe(403)
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io'
    const table = await ask('GET', projects, undefined, { as: jane, accept })
    expect(field(table.json, 'rows', 0, 'cells')).toEqual(['janes', 'Jane’s', 'Active'])
    const one = await ask('GET', `${projects}/janes`, undefined, { as: jane })
    expect(one.json).toMatchObject({ kind: 'Project', spec: { finalizers: ['kubernetes'] } })
    await ask(
      'PATCH',
      '/api/v1/namespaces/janes',
      { metadata: { labels: { a: 'b' } } },
      { type: 'application/merge-patch+json' },
    )
    expect(await events()).toMatchObject({
      object: { kind: 'Project', metadata: { name: 'janes' } },
    })
  })

  it('and the scheduler’s settings are there in OpenShift alone', async () => {
    const path = '/apis/config.openshift.io/v1/schedulers/cluster'
    const { ask } = testApi({ flavour: 'openshift', defaultNodeSelector: 'role=worker' })
    expect((await ask('GET', path)).json).toMatchObject({
      spec: { defaultNodeSelector: 'role=worker' },
    })
    expect((await testApi().ask('GET', path)).status).toBe(404)
  })
})

describe('events of events.k8s.io', () => {
  it('are the same events in the newer form', async () => {
    const { ask } = testApi()
    await ask('POST', '/api/v1/namespaces/shop/events', {
      metadata: { name: 'e' },
      involvedObject: { kind: 'Pod', name: 'a', namespace: 'shop' },
      reason: 'Failed',
      message: 'no such image',
      type: 'Warning',
      source: { component: 'kubelet' },
      count: 3,
    })
    const path = '/apis/events.k8s.io/v1/namespaces/shop/events'
    const { json } = await ask('GET', `${path}?fieldSelector=regarding.name%3Da`)
    expect(field(json, 'items', 0)).toMatchObject({
      regarding: { name: 'a' },
      note: 'no such image',
      deprecatedCount: 3,
      deprecatedSource: { component: 'kubelet' },
    })
    expect(namesOf(await ask('GET', `${path}?fieldSelector=regarding.name%3Db`))).toEqual([])
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io'
    const table = await ask('GET', path, undefined, { accept })
    expect(field(table.json, 'rows', 0, 'cells')).toEqual(
      expect.arrayContaining(['pod/a', 'no such image', 'kubelet', 3]),
    )
  })
})

describe('a Pod’s log', () => {
  const path = '/api/v1/namespaces/shop/pods/agent/log'

  it('comes from whoever runs its containers', async () => {
    const logs = (_pod: unknown, container: string | undefined): ReadableStream<Uint8Array> =>
      new Response(`hello from ${container ?? 'the one'}`).body ?? new ReadableStream()
    const { ask } = testApi({ logs })
    await ask('POST', '/api/v1/namespaces/shop/pods', pod())
    expect((await ask('GET', path)).status).toBe(204)
    const binding = { metadata: { name: 'agent' }, target: { kind: 'Node', name: 'n' } }
    await ask('POST', '/api/v1/namespaces/shop/pods/agent/binding', binding)
    const { text, headers } = await ask('GET', `${path}?container=main`)
    expect([text, headers.get('content-type')]).toEqual(['hello from main', 'text/plain'])
    expect(field((await ask('GET', `${path}?tailLines=-1`)).json, 'message')).toBe(
      'PodLogOptions "agent" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    )
  })

  it('is left out where nobody runs containers', async () => {
    expect((await testApi().ask('GET', path)).status).toBe(501)
  })
})
