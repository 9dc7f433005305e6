import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../objects.ts'
import { daemonSet, pod, type TestCluster, testCluster } from '../../registry/registry.test-kit.ts'
import { startNamespaceController } from './startNamespaceController.ts'

const shop = { namespace: '', name: 'shop' }

function start(): TestCluster {
  const cluster = testCluster()
  startNamespaceController(cluster)
  return cluster
}

function conditions({ registry }: TestCluster): readonly string[] {
  const { status } = registry.get('namespaces', shop)
  const list: unknown = status?.['conditions']
  if (!Array.isArray(list)) return []
  return list
    .filter((each: { status: string }) => each.status === 'True')
    .map((each: { type: string; reason: string; message: string }) =>
      [each.type, each.reason, each.message].join(' / '),
    )
}

function remove(object: KubeObject, { registry }: TestCluster): void {
  const { namespace = '', name } = object.metadata
  registry.delete('pods', { namespace, name }, { gracePeriodSeconds: 0 })
}

describe('a namespace that is deleted', () => {
  it('goes with all of its content, five seconds later', () => {
    const cluster = start()
    const { registry, store, clock } = cluster
    registry.create('daemonsets', 'shop', daemonSet())
    registry.create('configmaps', 'shop', { metadata: { name: 'settings' } })
    registry.create('namespaces', '', { metadata: { name: 'other' } })
    registry.create('configmaps', 'other', { metadata: { name: 'settings' } })
    registry.delete('namespaces', shop)
    clock.step(4999)
    expect(store.count('daemonsets')).toBe(1)
    clock.step(1)
    expect(store.list('namespaces').map(({ metadata }) => metadata.name)).toEqual(['other'])
    expect(store.count('daemonsets')).toBe(0)
    expect(store.list('configmaps').map(({ metadata }) => metadata.namespace)).toEqual(['other'])
  })

  it('waits for its Pods before anything else goes, and says so', () => {
    const cluster = start()
    const { registry, store, clock } = cluster
    registry.create('configmaps', 'shop', { metadata: { name: 'settings' } })
    const running = registry.create(
      'pods',
      'shop',
      pod({ nodeName: 'a', terminationGracePeriodSeconds: 20 }),
    )
    registry.delete('namespaces', shop)
    clock.step(6000)
    expect(store.get('pods', { namespace: 'shop', name: 'agent' })?.metadata).toHaveProperty(
      'deletionTimestamp',
    )
    expect(store.count('configmaps')).toBe(1)
    expect(conditions(cluster)).toEqual([
      'NamespaceContentRemaining / SomeResourcesRemain / Some resources are remaining: pods. has 1 resource instances',
    ])
    remove(running, cluster)
    clock.step(11_000)
    expect(store.count('configmaps')).toBe(0)
    expect(store.get('namespaces', shop)).toBeUndefined()
  })

  it('says when a Pod does not end, and goes once it has', () => {
    const cluster = start()
    const { registry, store, clock } = cluster
    const running = registry.create(
      'pods',
      'shop',
      pod({ nodeName: 'a', terminationGracePeriodSeconds: 2 }),
    )
    registry.delete('namespaces', shop)
    clock.step(10_000)
    expect(conditions(cluster)).toEqual([
      'NamespaceDeletionContentFailure / ContentDeletionFailed / Failed to delete all resource types, 1 remaining: ' +
        'unexpected items still remain in namespace: shop for gvr: /v1, Resource=pods',
      'NamespaceContentRemaining / SomeResourcesRemain / Some resources are remaining: pods. has 1 resource instances',
    ])
    remove(running, cluster)
    clock.step(20_000)
    expect(store.get('namespaces', shop)).toBeUndefined()
  })

  it('waits for finalizers of its content', () => {
    const cluster = start()
    const { registry, store, clock } = cluster
    registry.create('configmaps', 'shop', {
      metadata: { name: 'settings', finalizers: ['example.com/wait'] },
    })
    registry.delete('namespaces', shop)
    clock.step(10_000)
    expect(conditions(cluster)[1]).toBe(
      'NamespaceFinalizersRemaining / SomeFinalizersRemain / Some content in the namespace has ' +
        'finalizers remaining: example.com/wait in 1 resource instances',
    )
    const settings = { namespace: 'shop', name: 'settings' }
    const object = registry.get('configmaps', settings)
    const metadata = { ...object.metadata, finalizers: [] }
    registry.update('configmaps', settings, { ...object, metadata })
    clock.step(20_000)
    expect(store.get('namespaces', shop)).toBeUndefined()
  })
})
