import { describe, expect, it } from 'vitest'
import { pod, refusal, testCluster, type TestCluster } from '../registry/registry.test-kit.ts'

function createPod({ registry }: TestCluster, spec: object = {}): unknown {
  return registry.create('pods', 'shop', pod(spec)).spec
}

function createClass({ registry }: TestCluster, name: string, fields: object): void {
  registry.create('priorityclasses', '', { metadata: { name }, ...fields })
}

describe('priority', () => {
  it('is 0 for a Pod without a class', () => {
    expect(createPod(testCluster())).toMatchObject({
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    })
  })

  it('is that of its class, or of the class for all', () => {
    const cluster = testCluster()
    createClass(cluster, 'high', { value: 1000, preemptionPolicy: 'Never' })
    expect(createPod(cluster, { priorityClassName: 'high' })).toMatchObject({
      priority: 1000,
      preemptionPolicy: 'Never',
    })
    createClass(cluster, 'usual', { value: 5, globalDefault: true })
    cluster.registry.delete('pods', { namespace: 'shop', name: 'agent' })
    expect(createPod(cluster)).toMatchObject({ priority: 5, priorityClassName: 'usual' })
  })

  it('is refused where there is no such class', () => {
    const { registry } = testCluster()
    const sent = pod({ priorityClassName: 'high' }, { name: '', generateName: 'agent-' })
    expect(refusal(() => registry.create('pods', 'shop', sent))).toStrictEqual({
      code: 403,
      reason: 'Forbidden',
      message: 'pods "agent-" is forbidden: no PriorityClass with name high was found',
      details: { name: 'agent-', kind: 'pods' },
    })
  })

  it('is not for the Pod to choose', () => {
    const cluster = testCluster()
    expect(refusal(() => createPod(cluster, { priority: 7 }))).toMatchObject({
      message:
        'pods "agent" is forbidden: the integer value of priority (7) must not be provided in pod spec; ' +
        'priority admission controller computed 0 from the given PriorityClass name',
    })
  })

  it('has one class for all at most', () => {
    const cluster = testCluster()
    createClass(cluster, 'usual', { value: 5, globalDefault: true })
    const second = (): void => createClass(cluster, 'second', { value: 5, globalDefault: true })
    expect(refusal(second)).toMatchObject({
      message:
        'priorityclasses.scheduling.k8s.io "second" is forbidden: PriorityClass usual is already marked ' +
        'as default. Only one default can exist',
    })
  })
})

describe('tolerations', () => {
  const seconds = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }

  it('let a Pod stay on a lost node for five minutes', () => {
    expect(createPod(testCluster())).toMatchObject({
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', ...seconds },
        { key: 'node.kubernetes.io/unreachable', ...seconds },
      ],
    })
  })

  it('are left alone where the Pod says how long', () => {
    const tolerations = [{ operator: 'Exists' }]
    expect(createPod(testCluster(), { tolerations })).toMatchObject({ tolerations })
  })
})

describe('the service account', () => {
  it('is the default one where none is named', () => {
    expect(createPod(testCluster())).toMatchObject({
      serviceAccountName: 'default',
      serviceAccount: 'default',
    })
  })

  it('has to be there', () => {
    const cluster = testCluster()
    const create = (): unknown => createPod(cluster, { serviceAccountName: 'agent' })
    expect(refusal(create)).toMatchObject({
      code: 403,
      message:
        'pods "agent" is forbidden: error looking up service account shop/agent: ' +
        'serviceaccount "agent" not found',
    })
    cluster.registry.create('serviceaccounts', 'shop', { metadata: { name: 'agent' } })
    expect(create()).toMatchObject({ serviceAccountName: 'agent' })
  })
})

describe('the node selector of an OpenShift project', () => {
  function project(text?: string): TestCluster {
    const cluster = testCluster({ flavour: 'openshift' })
    const annotations = text === undefined ? {} : { 'openshift.io/node-selector': text }
    const metadata = { name: 'team', annotations }
    cluster.registry.create('namespaces', '', { metadata })
    const spec = { defaultNodeSelector: 'pool=general' }
    cluster.registry.create('schedulers', '', { metadata: { name: 'cluster' }, spec })
    return cluster
  }

  function selectorOf({ registry }: TestCluster, nodeSelector: object = {}): unknown {
    return registry.create('pods', 'team', pod({ nodeSelector })).spec?.['nodeSelector']
  }

  it('joins the Pod’s own', () => {
    expect(selectorOf(project('zone=a'), { disk: 'ssd' })).toStrictEqual({ zone: 'a', disk: 'ssd' })
  })

  it('is the cluster’s default where the project has none, and nothing where it has an empty one', () => {
    expect(selectorOf(project())).toStrictEqual({ pool: 'general' })
    expect(selectorOf(project(''))).toBeUndefined()
  })

  it('refuses a Pod that wants something else', () => {
    const cluster = project('zone=a')
    const sent = pod({ nodeSelector: { zone: 'b' } }, { name: '', generateName: 'agent-' })
    expect(refusal(() => cluster.registry.create('pods', 'team', sent))).toMatchObject({
      code: 403,
      message:
        'pods is forbidden: pod node label selector conflicts with its project node label selector',
    })
  })
})

describe('the node selector of a namespace', () => {
  const annotations = { 'scheduler.alpha.kubernetes.io/node-selector': 'zone=a' }
  const namespace = { metadata: { name: 'team', annotations } }

  it('acts only where the plugin is on', () => {
    const off = testCluster()
    off.registry.create('namespaces', '', namespace)
    expect(off.registry.create('pods', 'team', pod()).spec).not.toHaveProperty('nodeSelector')
    const on = testCluster({ podNodeSelector: 'pool=general' })
    on.registry.create('namespaces', '', namespace)
    const { spec } = on.registry.create('pods', 'team', pod())
    expect(spec).toMatchObject({ nodeSelector: { zone: 'a' } })
    expect(createPod(on)).toMatchObject({ nodeSelector: { pool: 'general' } })
  })

  it('refuses a Pod that wants something else', () => {
    const cluster = testCluster({ podNodeSelector: 'zone=a' })
    expect(refusal(() => createPod(cluster, { nodeSelector: { zone: 'b' } }))).toMatchObject({
      message:
        'pods "agent" is forbidden: pod node label selector conflicts with its namespace node label selector',
    })
  })
})
