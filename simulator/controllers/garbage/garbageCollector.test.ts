import { describe, expect, it } from 'vitest'
import type { KubeObject, Owner } from '../../objects.ts'
import { type TestCluster, testCluster } from '../../registry/registry.test-kit.ts'
import { startGarbageCollector } from './startGarbageCollector.ts'

interface Cluster extends TestCluster {
  readonly stop: () => void
  /** Makes a config map with these owners. */
  readonly add: (name: string, owners?: readonly KubeObject[], more?: Partial<Owner>) => KubeObject
  readonly remove: (name: string, policy?: 'Orphan' | 'Background' | 'Foreground') => void
  readonly names: () => readonly string[]
  readonly get: (name: string) => KubeObject
}

function start(): Cluster {
  const cluster = testCluster()
  const stop = startGarbageCollector(cluster)
  const { registry, store, clock } = cluster
  const key = (name: string): { namespace: string; name: string } => ({ namespace: 'shop', name })
  return {
    ...cluster,
    stop,
    add: (name, owners = [], more = {}) =>
      registry.create('configmaps', 'shop', {
        metadata: { name, ownerReferences: owners.map((owner) => reference(owner, more)) },
      }),
    remove: (name, propagationPolicy = 'Background') => {
      registry.delete('configmaps', key(name), { propagationPolicy })
      clock.step(1000)
    },
    names: () => store.list('configmaps', 'shop').map(({ metadata }) => metadata.name),
    get: (name) => registry.get('configmaps', key(name)),
  }
}

function reference({ metadata }: KubeObject, more: Partial<Owner>): Owner {
  const { name, uid } = metadata
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, blockOwnerDeletion: true, ...more }
}

describe('what an owner leaves behind', () => {
  it('goes with it in the background, also what that owns in turn', () => {
    const { add, remove, names } = start()
    const owner = add('owner')
    const child = add('child', [owner])
    add('grandchild', [child])
    add('other')
    remove('owner')
    expect(names()).toEqual(['other'])
  })

  it('goes before it in the foreground', () => {
    const { add, remove, names, registry, get, clock } = start()
    const child = add('child', [add('owner')])
    registry.update(
      'configmaps',
      { namespace: 'shop', name: 'child' },
      { ...child, metadata: { ...child.metadata, finalizers: ['example.com/wait'] } },
    )
    remove('owner', 'Foreground')
    expect(names()).toEqual(['child', 'owner'])
    expect(get('owner').metadata.finalizers).toEqual(['foregroundDeletion'])
    const waiting = get('child')
    expect(waiting.metadata.deletionTimestamp).toBeDefined()
    registry.update(
      'configmaps',
      { namespace: 'shop', name: 'child' },
      { ...waiting, metadata: { ...waiting.metadata, finalizers: [] } },
    )
    clock.step(1000)
    expect(names()).toEqual([])
  })

  it('goes in the foreground with all that it owns, the last first', () => {
    const { add, remove, names, store } = start()
    add('grandchild', [add('child', [add('owner')])])
    const gone: string[] = []
    store.subscribe('configmaps', ({ type, object }) => {
      if (type === 'DELETED') gone.push(object.metadata.name)
    })
    remove('owner', 'Foreground')
    expect(names()).toEqual([])
    expect(gone).toEqual(['grandchild', 'child', 'owner'])
  })

  it('is not waited for where it does not block its owner', () => {
    const { add, remove, names, store } = start()
    add('child', [add('owner')], { blockOwnerDeletion: false })
    const gone: string[] = []
    store.subscribe('configmaps', ({ type, object }) => {
      if (type === 'DELETED') gone.push(object.metadata.name)
    })
    remove('owner', 'Foreground')
    expect(names()).toEqual([])
    expect(gone).toContain('owner')
  })

  it('stays without an owner where it is orphaned', () => {
    const { add, remove, names, get } = start()
    add('child', [add('owner')])
    remove('owner', 'Orphan')
    expect(names()).toEqual(['child'])
    expect(get('child').metadata).not.toHaveProperty('ownerReferences')
  })

  it('stays where it has another owner, and forgets the first', () => {
    const { add, remove, names, get } = start()
    const [first, second] = [add('first'), add('second')]
    add('child', [first, second])
    remove('first')
    expect(names()).toEqual(['child', 'second'])
    expect(get('child').metadata.ownerReferences).toEqual([reference(second, {})])
  })
})

describe('an owner that is not there', () => {
  it('takes what is created for it with it', () => {
    const { add, remove, names, clock } = start()
    const owner = add('owner')
    remove('owner')
    add('late', [owner])
    clock.step(1000)
    expect(names()).toEqual([])
  })

  it('is not replaced by another of its name', () => {
    const { add, names, clock } = start()
    add('child', [add('owner')], { uid: 'another' })
    clock.step(1000)
    expect(names()).toEqual(['owner'])
  })

  it('of a kind that the cluster does not know keeps what it owns', () => {
    const { add, names, clock } = start()
    add('child', [add('owner')], { kind: 'Widget', uid: 'another' })
    clock.step(1000)
    expect(names()).toEqual(['child', 'owner'])
  })
})

it('what a collector finds undone when it starts, it does', () => {
  const { registry, store, clock, add, names, stop } = start()
  stop()
  add('child', [add('owner')])
  registry.delete('configmaps', { namespace: 'shop', name: 'owner' })
  add('kept', [add('orphaning')])
  const orphaning = { namespace: 'shop', name: 'orphaning' }
  registry.delete('configmaps', orphaning, { propagationPolicy: 'Orphan' })
  expect(names()).toEqual(['child', 'kept', 'orphaning'])
  startGarbageCollector({ registry, store, clock })
  clock.step(1000)
  expect(names()).toEqual(['kept'])
})

it('a circle of owners goes in the foreground', () => {
  const { add, remove, names, registry } = start()
  const a = add('a')
  const b = add('b', [a])
  registry.update(
    'configmaps',
    { namespace: 'shop', name: 'a' },
    { ...a, metadata: { ...a.metadata, ownerReferences: [reference(b, {})] } },
  )
  remove('a', 'Foreground')
  expect(names()).toEqual([])
})
