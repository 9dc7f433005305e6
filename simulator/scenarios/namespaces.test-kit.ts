import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { allWell, done } from './stage.test-kit.ts'

const path = (name: string) => `/api/v1/namespaces/${name}`

const deletedAt = (object: unknown) => at(object, 'metadata', 'deletionTimestamp')

const born: Scenario = {
  title: 'a namespace is born Active, with its name as a label and a finalizer',
  play: async (s) => {
    const { body } = await s.admin.get(path(s.namespace))
    expect(body).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': s.namespace } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
  },
}

const ends: Scenario = {
  title:
    'a namespace that is deleted takes nothing new, loses its Pods first, and goes with all the rest',
  play: async (s) => {
    const name = `${s.namespace}-x`
    done(await s.admin.post('/api/v1/namespaces', { metadata: { name } }))
    await s.nodes(['a'])
    const daemonSets = `/apis/apps/v1/namespaces/${name}/daemonsets`
    const pods = `${path(name)}/pods`
    await s.eventually(
      async () => (await s.admin.get(`${path(name)}/serviceaccounts/default`)).status,
      200,
    )
    const template = {
      metadata: { labels: { app: 'agent' }, finalizers: ['example.com/hold'] },
      spec: { nodeSelector: { scenario: s.namespace }, containers: [{ name: 'main', image: 'x' }] },
    }
    done(await s.admin.post(daemonSets, s.daemonSet('agent', { template })))
    await s.eventually(async () => (await s.admin.list(pods)).length, 1)
    const deleted = done(await s.admin.delete(path(name)))
    expect(at(deleted, 'status', 'phase')).toBe('Terminating')
    await s.eventually(
      async () => (await s.admin.list(pods)).map((pod) => typeof deletedAt(pod)),
      ['string'],
    )
    expect((await s.admin.list(daemonSets)).map(deletedAt)).toEqual([undefined])
    const late = await s.admin.post(daemonSets, s.daemonSet('late'))
    expect(refusal(late)).toMatchObject({
      status: 403,
      reason: 'Forbidden',
      message: `daemonsets.apps "late" is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
    })
    expect(causes(late)).toEqual([
      `metadata.namespace: NamespaceTerminating: namespace ${name} is being terminated`,
    ])
    const [pod] = await s.admin.list(pods)
    const finalizers = { metadata: { finalizers: null } }
    done(await s.admin.patch(`${pods}/${textAt(pod, 'metadata', 'name')}`, finalizers))
    await s.eventually(async () => (await s.admin.get(path(name))).status, 404)
  },
}

const kept: Scenario = {
  title: 'the namespaces of Kubernetes itself cannot be deleted',
  play: async (s) => {
    expect(refusal(await s.admin.delete(path('kube-system')))).toEqual({
      status: 403,
      reason: 'Forbidden',
      message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted',
      details: { name: 'kube-system', kind: 'namespaces' },
    })
  },
}

const wrongNames: Scenario = {
  title: 'a namespace’s name must be a label',
  play: async (s) => {
    const answer = await s.admin.post('/api/v1/namespaces', { metadata: { name: 'My.Space' } })
    expect([answer.status, causes(answer)]).toEqual([
      422,
      [
        "metadata.name: FieldValueInvalid: Invalid value: \"My.Space\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ],
    ])
  },
}

const annotation = 'scheduler.alpha.kubernetes.io/node-selector'

const annotate = (text: string | null) => ({ metadata: { annotations: { [annotation]: text } } })

const stranded: Scenario = {
  title: 'a node selector of the namespace strands Pods on the nodes that it excludes',
  play: async (s) => {
    await s.nodes(['a'], { labels: { pool: 'worker' } })
    await s.nodes(['b'])
    done(await s.admin.patch(path(s.namespace), annotate('pool=worker')))
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 unscheduled' })
    await s.eventually(() => s.counts('agent'), {
      desired: 2,
      current: 2,
      updated: 2,
      ready: 1,
      available: 1,
      unavailable: 1,
    })
    expect(at(await s.podOn('agent', 'b'), 'spec', 'nodeSelector')).toEqual({
      pool: 'worker',
      scenario: s.namespace,
    })
    expect(at(await s.get('agent'), 'spec', 'template', 'spec', 'nodeSelector')).toEqual({
      scenario: s.namespace,
    })
    done(await s.admin.patch(path(s.namespace), annotate(null)))
    await s.admin.delete(await s.podPath('agent', 'b'))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
  },
}

const contradicted: Scenario = {
  title: 'a node selector of the namespace that contradicts the template’s forbids every Pod',
  play: async (s) => {
    await s.nodes(['a'], { labels: { pool: 'worker' } })
    done(await s.admin.patch(path(s.namespace), annotate('pool=infra')))
    await s.create('agent', {}, { nodeSelector: { scenario: s.namespace, pool: 'worker' } })
    await s.eventually(
      async () => new Set(await s.events('agent')),
      new Set([
        'FailedCreate: Error creating: pods is forbidden: pod node label selector conflicts with its namespace node label selector',
      ]),
    )
    expect(await s.placement('agent')).toEqual({})
    done(await s.admin.patch(path(s.namespace), annotate('pool=worker')))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const quota: Scenario = {
  title:
    'a quota lets some Pods be made, tells of the others by events, and the rest follow when it is raised',
  play: async (s) => {
    await s.nodes(['a', 'b', 'c'])
    const hard = { pods: '2' }
    done(
      await s.admin.post(s.path('resourcequotas'), { metadata: { name: 'few' }, spec: { hard } }),
    )
    const used = async () => at((await s.admin.get(s.path('resourcequotas', 'few'))).body, 'status')
    await s.eventually(used, { hard, used: { pods: '0' } })
    await s.create('agent')
    await s.eventually(
      async () => Object.values(await s.placement('agent')),
      ['1 Ready', '1 Ready'],
    )
    const failures = async () =>
      new Set(
        (await s.events('agent'))
          .filter((text) => text.startsWith('FailedCreate'))
          // From the eleventh on they are told as one.
          .map((text) =>
            text
              .replace(/agent-[a-z0-9]{5}/, 'POD')
              .replace('(combined from similar events): ', ''),
          ),
      )
    await s.eventually(
      failures,
      new Set([
        'FailedCreate: Error creating: pods "POD" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
      ]),
    )
    await s.eventually(used, { hard, used: { pods: '2' } })
    await s.eventually(() => s.counts('agent'), {
      desired: 3,
      current: 2,
      updated: 2,
      ready: 2,
      available: 2,
      unavailable: 1,
    })
    done(await s.admin.patch(s.path('resourcequotas', 'few'), { spec: { hard: { pods: '5' } } }))
    await s.eventually(() => s.counts('agent'), allWell(3))
  },
}

const requestQuota: Scenario = {
  title: 'a quota of requests needs Pods that say what they request',
  play: async (s) => {
    await s.nodes(['a'])
    const spec = { hard: { 'requests.cpu': '1' } }
    done(await s.admin.post(s.path('resourcequotas'), { metadata: { name: 'cpu' }, spec }))
    await s.eventually(
      async () => at((await s.admin.get(s.path('resourcequotas', 'cpu'))).body, 'status', 'used'),
      { 'requests.cpu': '0' },
    )
    const pod = { metadata: { name: 'bare' }, spec: { containers: [{ name: 'main', image: 'x' }] } }
    expect(refusal(await s.admin.post(s.path('pods'), pod))).toMatchObject({
      status: 403,
      reason: 'Forbidden',
      message: 'pods "bare" is forbidden: failed quota: cpu: must specify requests.cpu for: main',
    })
    const resources = { requests: { cpu: '2' } }
    const greedy = {
      metadata: { name: 'bare' },
      spec: { containers: [{ name: 'main', image: 'x', resources }] },
    }
    expect(refusal(await s.admin.post(s.path('pods'), greedy))).toMatchObject({
      status: 403,
      message:
        'pods "bare" is forbidden: exceeded quota: cpu, requested: requests.cpu=2, used: requests.cpu=0, limited: requests.cpu=1',
    })
  },
}

export const namespaces: readonly Scenario[] = [
  born,
  ends,
  kept,
  wrongNames,
  stranded,
  contradicted,
  quota,
  requestQuota,
]
