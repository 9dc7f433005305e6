import { describe, expect, it } from 'vitest'
import { agent, daemonSet, pod, refusal, testCluster } from '../registry/registry.test-kit.ts'

const shop = { namespace: '', name: 'shop' }

describe('namespaces', () => {
  it('have to be there', () => {
    const { registry } = testCluster()
    expect(refusal(() => registry.create('daemonsets', 'none', daemonSet()))).toStrictEqual({
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "none" not found',
      details: { name: 'none', kind: 'namespaces' },
    })
  })

  it('take nothing new while they end', () => {
    const { registry } = testCluster()
    registry.delete('namespaces', shop)
    expect(refusal(() => registry.create('daemonsets', 'shop', daemonSet()))).toStrictEqual({
      code: 403,
      reason: 'Forbidden',
      message:
        'daemonsets.apps "agent" is forbidden: unable to create new content in namespace shop because it ' +
        'is being terminated',
      details: {
        name: 'agent',
        group: 'apps',
        kind: 'daemonsets',
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace shop is being terminated',
            field: 'metadata.namespace',
          },
        ],
      },
    })
  })

  it('of the system cannot be deleted', () => {
    const { registry } = testCluster()
    registry.create('namespaces', '', { metadata: { name: 'kube-system' } })
    const remove = (): unknown =>
      registry.delete('namespaces', { namespace: '', name: 'kube-system' })
    expect(refusal(remove)).toMatchObject({
      code: 403,
      message: 'namespaces "kube-system" is forbidden: this namespace may not be deleted',
    })
  })
})

describe('a new Node', () => {
  it('is tainted until it is known to be ready', () => {
    const { registry } = testCluster()
    const taints = [{ key: 'gpu', effect: 'NoSchedule' }]
    const { spec } = registry.create('nodes', '', { metadata: { name: 'n1' }, spec: { taints } })
    expect(spec).toStrictEqual({
      taints: [...taints, { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }],
    })
  })
})

describe('quotas', () => {
  function quota(hard: object, used: object): ReturnType<typeof testCluster> {
    const cluster = testCluster()
    const metadata = { name: 'small' }
    const made = cluster.registry.create('resourcequotas', 'shop', { metadata, spec: { hard } })
    const key = { namespace: 'shop', name: 'small' }
    cluster.registry.updateStatus('resourcequotas', key, { ...made, status: { hard, used } })
    return cluster
  }

  function create(cluster: ReturnType<typeof testCluster>, name: string, resources = {}): unknown {
    const containers = [{ name: 'main', image: 'agent:1', resources }]
    return cluster.registry.create('pods', 'shop', pod({ containers }, { name }))
  }

  it('refuse one Pod too many, and count those that are admitted', () => {
    const cluster = quota({ pods: '2' }, { pods: '1' })
    create(cluster, 'a')
    expect(refusal(() => create(cluster, 'b'))).toStrictEqual({
      code: 403,
      reason: 'Forbidden',
      message:
        'pods "b" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2',
      details: { name: 'b', kind: 'pods' },
    })
  })

  it('add up what Pods request, and name only what is exceeded', () => {
    const hard = { 'requests.cpu': '1', 'limits.memory': '2Gi', pods: '10' }
    const used = { 'requests.cpu': '700m', 'limits.memory': '0', pods: '0' }
    const cluster = quota(hard, used)
    const wants = (cpu: string): object => ({ requests: { cpu }, limits: { memory: '1Gi' } })
    expect(refusal(() => create(cluster, 'a', wants('400m')))).toMatchObject({
      message:
        'pods "a" is forbidden: exceeded quota: small, requested: requests.cpu=400m, ' +
        'used: requests.cpu=700m, limited: requests.cpu=1',
    })
    create(cluster, 'a', wants('300m'))
    const { status } = cluster.registry.get('resourcequotas', { namespace: 'shop', name: 'small' })
    expect(status).toMatchObject({
      used: { 'requests.cpu': '1', 'limits.memory': '1Gi', pods: '1' },
    })
  })

  it('of cpu or memory want every container to say what it takes', () => {
    const cluster = quota({ 'limits.cpu': '1', memory: '1Gi' }, { 'limits.cpu': '0', memory: '0' })
    expect(refusal(() => create(cluster, 'a'))).toMatchObject({
      message:
        'pods "a" is forbidden: failed quota: small: must specify limits.cpu for: main; memory for: main',
    })
  })

  it('refuse all until their usage is known', () => {
    const cluster = quota({ pods: '2' }, {})
    expect(refusal(() => create(cluster, 'a'))).toMatchObject({
      message: 'pods "a" is forbidden: status unknown for quota: small, resources: pods',
    })
  })

  it('count objects of any kind', () => {
    const cluster = quota({ 'count/daemonsets.apps': '0' }, { 'count/daemonsets.apps': '0' })
    const made = (): unknown => cluster.registry.create('daemonsets', 'shop', daemonSet())
    expect(refusal(made)).toMatchObject({
      message:
        'daemonsets.apps "agent" is forbidden: exceeded quota: small, requested: count/daemonsets.apps=1, ' +
        'used: count/daemonsets.apps=0, limited: count/daemonsets.apps=0',
    })
    create(cluster, 'a')
    expect(cluster.store.get('pods', { ...agent, name: 'a' })).toBeDefined()
  })
})
