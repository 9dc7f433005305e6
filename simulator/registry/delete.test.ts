import { describe, expect, it } from 'vitest'
import { agent, daemonSet, pod, refusal, testCluster } from './registry.test-kit.ts'

describe('deleting', () => {
  it('takes an object away, and not in a dry run', () => {
    const { registry, store } = testCluster()
    registry.create('daemonsets', 'shop', daemonSet())
    registry.delete('daemonsets', agent, { dryRun: true })
    expect(store.count('daemonsets')).toBe(1)
    expect(registry.delete('daemonsets', agent).metadata.name).toBe('agent')
    expect(store.count('daemonsets')).toBe(0)
    expect(refusal(() => registry.delete('daemonsets', agent))).toMatchObject({ code: 404 })
  })

  it.each([
    ['Orphan', 'orphan'],
    ['Foreground', 'foregroundDeletion'],
  ] as const)('with policy %s waits for the garbage collector', (propagationPolicy, finalizer) => {
    const { registry, store } = testCluster()
    registry.create('daemonsets', 'shop', daemonSet())
    const waiting = registry.delete('daemonsets', agent, { propagationPolicy })
    expect(waiting.metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:00Z',
      deletionGracePeriodSeconds: 0,
      generation: 2,
      finalizers: [finalizer],
    })
    const { finalizers: _, ...metadata } = waiting.metadata
    registry.update('daemonsets', agent, { ...waiting, metadata })
    expect(store.count('daemonsets')).toBe(0)
  })

  it('lets nobody add finalizers to what is being deleted', () => {
    const { registry } = testCluster()
    registry.create('configmaps', 'shop', { metadata: { name: 'agent', finalizers: ['a.io/b'] } })
    const { metadata } = registry.delete('configmaps', agent)
    const sent = { metadata: { ...metadata, finalizers: ['a.io/b', 'a.io/c'] } }
    expect(refusal(() => registry.update('configmaps', agent, sent))).toMatchObject({
      code: 422,
      message:
        'ConfigMap "agent" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if ' +
        'the object is being deleted, found new finalizers []string{"a.io/c"}',
    })
  })

  it('checks preconditions', () => {
    const { registry } = testCluster()
    registry.create('pods', 'shop', pod())
    const remove = (preconditions: object): unknown =>
      registry.delete('pods', agent, { preconditions })
    expect(refusal(() => remove({ uid: 'gone' }))).toStrictEqual({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on Pod "agent": the UID in the precondition (gone) does not match ' +
        'the UID in record (uid-2). The object might have been deleted and then recreated',
      details: { name: 'agent', kind: 'Pod' },
    })
    expect(refusal(() => remove({ resourceVersion: '1' }))).toMatchObject({
      message:
        'Operation cannot be fulfilled on Pod "agent": the ResourceVersion in the precondition (1) does ' +
        'not match the ResourceVersion in record (2). The object might have been modified',
    })
  })
})

describe('deleting a Pod', () => {
  const grace = { terminationGracePeriodSeconds: 30 }

  it('happens at once where no kubelet has it', () => {
    const { registry, store } = testCluster()
    registry.create('pods', 'shop', pod(grace))
    registry.delete('pods', agent)
    expect(store.count('pods')).toBe(0)
  })

  it('leaves it to its kubelet until its grace is over', () => {
    const { registry, store, clock } = testCluster()
    registry.create('pods', 'shop', pod(grace))
    registry.bind(agent, 'n1')
    expect(registry.delete('pods', agent).metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:30Z',
      deletionGracePeriodSeconds: 30,
      generation: 2,
    })
    clock.step(10_000)
    const again = registry.delete('pods', agent, { gracePeriodSeconds: 60 })
    expect(again.metadata.deletionGracePeriodSeconds).toBe(30)
    const shorter = registry.delete('pods', agent, { gracePeriodSeconds: 15 })
    expect(shorter.metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:15Z',
      deletionGracePeriodSeconds: 15,
      generation: 2,
    })
    const last = registry.delete('pods', agent, { gracePeriodSeconds: 0 })
    expect(last.metadata.deletionGracePeriodSeconds).toBe(0)
    expect(store.count('pods')).toBe(0)
  })

  it('happens at once where it has failed', () => {
    const { registry, store } = testCluster()
    registry.create('pods', 'shop', pod(grace))
    const bound = registry.bind(agent, 'n1')
    registry.updateStatus('pods', agent, { ...bound, status: { phase: 'Failed' } })
    registry.delete('pods', agent)
    expect(store.count('pods')).toBe(0)
  })
})

describe('deleting a namespace', () => {
  const shop = { namespace: '', name: 'shop' }

  it('checks preconditions in words of its own', () => {
    const { registry } = testCluster()
    const remove = (): unknown =>
      registry.delete('namespaces', shop, { preconditions: { uid: 'gone' } })
    expect(refusal(remove)).toMatchObject({
      code: 409,
      message:
        'Operation cannot be fulfilled on namespaces "shop": Precondition failed: ' +
        'UID in precondition: gone, UID in object meta: uid-1',
    })
  })

  it('waits until it has been emptied and finalized', () => {
    const { registry, store } = testCluster()
    const ending = registry.delete('namespaces', shop)
    expect(ending).toMatchObject({
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      status: { phase: 'Terminating' },
    })
    registry.update('namespaces', shop, { ...ending, spec: {} })
    expect(store.count('namespaces')).toBe(1)
    const now = registry.get('namespaces', shop)
    registry.finalize(shop, { ...now, spec: {} })
    expect(store.count('namespaces')).toBe(0)
  })
})
