import { describe, expect, it } from 'vitest'
import { agent, daemonSet, pod, refusal, testCluster } from './registry.test-kit.ts'

describe('creating', () => {
  it('gives an object uid, version, time and generation', () => {
    const { registry } = testCluster()
    expect(registry.create('daemonsets', 'shop', daemonSet())).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {
        name: 'agent',
        namespace: 'shop',
        uid: 'uid-2',
        resourceVersion: '2',
        generation: 1,
        creationTimestamp: '2026-01-01T00:00:00Z',
        annotations: { 'deprecated.daemonset.template.generation': '1' },
      },
    })
  })

  it('drops the status that a client sends', () => {
    const { registry } = testCluster()
    const sent = { ...daemonSet(), status: { numberReady: 5 } }
    expect(registry.create('daemonsets', 'shop', sent).status).toStrictEqual({
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    })
  })

  it('makes a name from a generateName, cut to 63 characters', () => {
    const { registry } = testCluster()
    const create = (generateName: string): string =>
      registry.create('pods', 'shop', pod({}, { name: undefined, generateName })).metadata.name
    expect(create('agent-')).toBe('agent-bcdfg')
    expect(create(`${'x'.repeat(70)}-`)).toBe(`${'x'.repeat(58)}hjklm`)
  })

  it('tries another generated name where one is taken, and gives up at last', () => {
    let turns = 0
    const { registry } = testCluster({ random: () => ((turns += 1) <= 45 ? 0 : 0.5) })
    const create = (): string =>
      registry.create('pods', 'shop', pod({}, { name: '', generateName: 'a-' })).metadata.name
    expect(create()).toBe('a-bbbbb')
    expect(refusal(create)).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message:
        'pods "a-bbbbb" already exists, the server was not able to generate a unique name for the object',
      details: { name: 'a-bbbbb', kind: 'pods', retryAfterSeconds: 1 },
    })
    expect(create()).toBe('a-rrrrr')
  })

  it('refuses a name that is taken, and says whether that object is on its way out', () => {
    const { registry } = testCluster()
    const create = (): unknown => registry.create('daemonsets', 'shop', daemonSet())
    create()
    const message = 'daemonsets.apps "agent" already exists'
    expect(refusal(create)).toStrictEqual({
      code: 409,
      reason: 'AlreadyExists',
      message,
      details: { name: 'agent', group: 'apps', kind: 'daemonsets' },
    })
    registry.delete('daemonsets', agent, { propagationPolicy: 'Foreground' })
    expect(refusal(create)).toMatchObject({ message: `object is being deleted: ${message}` })
  })

  it('refuses a manifest for another namespace', () => {
    const { registry } = testCluster()
    const sent = daemonSet({}, { namespace: 'other' })
    expect(refusal(() => registry.create('daemonsets', 'shop', sent))).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
    })
  })

  it('stores nothing in a dry run', () => {
    const { registry, store } = testCluster()
    const answer = registry.create('daemonsets', 'shop', daemonSet(), { dryRun: true })
    expect(answer.metadata).toMatchObject({ uid: 'uid-2', generation: 1 })
    expect(store.count('daemonsets')).toBe(0)
  })

  it('labels a namespace with its name and holds it until it is empty', () => {
    const { registry } = testCluster()
    expect(registry.get('namespaces', { namespace: '', name: 'shop' })).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'shop' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
  })
})

describe('reading', () => {
  it('says what is not there', () => {
    const { registry } = testCluster()
    expect(refusal(() => registry.get('daemonsets', agent))).toStrictEqual({
      code: 404,
      reason: 'NotFound',
      message: 'daemonsets.apps "agent" not found',
      details: { name: 'agent', group: 'apps', kind: 'daemonsets' },
    })
    expect(refusal(() => registry.get('nodes', { namespace: '', name: 'n' }))).toMatchObject({
      message: 'nodes "n" not found',
    })
  })
})

describe('binding', () => {
  const node = {
    metadata: { name: 'n1', labels: { 'topology.kubernetes.io/zone': 'a', other: 'x' } },
  }

  it('gives a Pod its node, the condition and the labels of its zone', () => {
    const { registry } = testCluster()
    registry.create('nodes', '', node)
    registry.create('pods', 'shop', pod())
    const bound = registry.bind(agent, 'n1')
    expect(bound).toMatchObject({
      metadata: { generation: 1, labels: { 'topology.kubernetes.io/zone': 'a' } },
      spec: { nodeName: 'n1' },
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'True' }] },
    })
    expect(bound.metadata.labels).not.toHaveProperty('other')
  })

  it('happens once', () => {
    const { registry } = testCluster()
    registry.create('pods', 'shop', pod())
    registry.bind(agent, 'n1')
    expect(refusal(() => registry.bind(agent, 'n2'))).toStrictEqual({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on pods/binding "agent": pod agent is already assigned to node "n1"',
      details: { name: 'agent', kind: 'pods/binding' },
    })
  })
})
