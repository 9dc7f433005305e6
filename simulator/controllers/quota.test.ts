import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../objects.ts'
import { pod, refusal, type TestCluster, testCluster } from '../registry/registry.test-kit.ts'
import { startQuotaController } from './startQuotaController.ts'

const limits = { namespace: 'shop', name: 'limits' }

interface QuotaCluster extends TestCluster {
  readonly create: (name: string, cpu?: string) => KubeObject
  readonly used: () => unknown
}

/** A cluster whose namespace shop has a quota. */
function start(spec: object): QuotaCluster {
  const cluster = testCluster()
  const { registry, clock } = cluster
  startQuotaController(cluster)
  registry.create('resourcequotas', 'shop', { metadata: { name: 'limits' }, spec })
  return {
    ...cluster,
    create: (name, cpu = '100m') => {
      const resources = { requests: { cpu, memory: '64Mi' } }
      const containers = [{ name: 'main', image: 'agent:1', resources }]
      return registry.create('pods', 'shop', pod({ nodeName: 'a', containers }, { name }))
    },
    used: () => {
      clock.step(1000)
      return registry.get('resourcequotas', limits).status?.['used']
    },
  }
}

const hard = { pods: '2', 'count/pods': '5', 'requests.cpu': '1', 'requests.memory': '1Gi' }

describe('a quota', () => {
  it('is counted when it is new, until when it restricts nothing', () => {
    const { create, used, registry } = start({ hard })
    for (const name of ['a', 'b', 'c']) create(name)
    expect(used()).toMatchObject({ pods: '3', 'requests.cpu': '300m' })
    expect(registry.get('resourcequotas', limits).status?.['hard']).toEqual(hard)
    expect(refusal(() => create('d'))).toMatchObject({
      message: expect.stringContaining('exceeded quota: limits'),
    })
  })

  it('counts what is there already', () => {
    const { create, used, registry } = start({ hard: { 'count/configmaps': '1' } })
    used()
    create('a')
    registry.create('configmaps', 'shop', { metadata: { name: 'settings' } })
    registry.update('resourcequotas', limits, {
      ...registry.get('resourcequotas', limits),
      spec: { hard: { ...hard, configmaps: '9' } },
    })
    expect(used()).toEqual({
      pods: '1',
      'count/pods': '1',
      'requests.cpu': '100m',
      'requests.memory': '64Mi',
      configmaps: '1',
    })
  })

  it('gets back what goes', () => {
    const { create, used, registry } = start({ hard })
    used()
    create('a', '250m')
    create('b', '500m')
    expect(used()).toMatchObject({ pods: '2', 'requests.cpu': '750m', 'requests.memory': '128Mi' })
    expect(refusal(() => create('c'))).toMatchObject({ code: 403 })
    registry.delete('pods', { namespace: 'shop', name: 'a' }, { gracePeriodSeconds: 0 })
    expect(used()).toMatchObject({ pods: '1', 'requests.cpu': '500m', 'requests.memory': '64Mi' })
    expect(create('c').metadata.name).toBe('c')
  })

  it('gets back what a Pod that has ended requests, not its place among all Pods', () => {
    const { create, used, registry } = start({ hard })
    used()
    const ended = create('a')
    registry.updateStatus(
      'pods',
      { namespace: 'shop', name: 'a' },
      { ...ended, status: { phase: 'Failed' } },
    )
    expect(used()).toEqual({
      pods: '0',
      'count/pods': '1',
      'requests.cpu': '0',
      'requests.memory': '0',
    })
  })

  it('counts only Pods of its scope, and of its namespace', () => {
    const { create, used, registry } = start({ hard: { pods: '9' }, scopes: ['BestEffort'] })
    used()
    create('burstable')
    registry.create('pods', 'shop', pod({ nodeName: 'a' }, { name: 'modest' }))
    registry.create('namespaces', '', { metadata: { name: 'bank' } })
    registry.create('pods', 'bank', pod({ nodeName: 'a' }, { name: 'modest' }))
    registry.delete('pods', { namespace: 'shop', name: 'burstable' }, { gracePeriodSeconds: 0 })
    expect(used()).toEqual({ pods: '1' })
  })
})
