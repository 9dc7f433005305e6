import { describe, expect, it } from 'vitest'
import type { NewObject } from '../objects.ts'
import { Store } from './store.ts'

const node = (name: string): NewObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } })

function emptyStore(): Store {
  let uids = 0
  return new Store({ now: () => Date.UTC(2026, 0, 1), newUid: () => `uid-${(uids += 1)}` })
}

describe('the store', () => {
  it('gives what is added a uid, the next version and the time', () => {
    const store = emptyStore()
    expect(store.add('nodes', node('a')).metadata).toEqual({
      name: 'a',
      uid: 'uid-1',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
    })
  })

  it('counts versions over all resources, as etcd does', () => {
    const store = emptyStore()
    store.add('nodes', node('a'))
    expect(store.add('namespaces', node('b')).metadata.resourceVersion).toBe('2')
  })

  it('neither counts nor tells a write that changes nothing', () => {
    const store = emptyStore()
    const a = store.add('nodes', node('a'))
    const told: string[] = []
    store.subscribe('nodes', ({ type }) => told.push(type))
    expect(store.replace('nodes', { ...a, metadata: { ...a.metadata } })).toBe(a)
    expect(store.version).toBe(1)
    expect(told).toEqual([])
  })

  it('tells a change with the object before and after, and a removal with the version of its end', () => {
    const store = emptyStore()
    const a = store.add('nodes', node('a'))
    const changed = store.replace('nodes', { ...a, spec: { unschedulable: true } })
    const gone = store.remove('nodes', { namespace: '', name: 'a' })
    expect(store.since('nodes', 1)).toEqual([
      { type: 'MODIFIED', object: changed, before: a, version: 2 },
      { type: 'DELETED', object: gone, before: changed, version: 3 },
    ])
    expect(gone?.metadata.resourceVersion).toBe('3')
    expect(store.get('nodes', { namespace: '', name: 'a' })).toBeUndefined()
  })

  it('lists by namespace and name in the order of keys in etcd, all or of one namespace', () => {
    const store = emptyStore()
    for (const [namespace, name] of [
      ['a', 'z'],
      ['b', 'x'],
      ['a-b', 'w'],
      ['a', 'y'],
    ] as const)
      store.add('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name } })
    expect(store.list('pods').map(({ metadata }) => metadata.name)).toEqual(['w', 'y', 'z', 'x'])
    expect(store.list('pods', 'a').map(({ metadata }) => metadata.name)).toEqual(['y', 'z'])
    expect(store.count('pods')).toBe(4)
    expect([...store.all('pods')]).toHaveLength(4)
    expect([...store.all('pods', 'a')]).toHaveLength(2)
  })

  it('has forgotten what happened before a compaction, and knows what came after it', () => {
    const store = emptyStore()
    store.add('nodes', node('a'))
    store.compact()
    store.add('nodes', node('b'))
    expect(store.since('nodes', 0)).toBeUndefined()
    expect(store.since('nodes', 1)).toHaveLength(1)
  })
})
