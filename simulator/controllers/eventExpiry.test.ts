import { describe, expect, it } from 'vitest'
import { testCluster } from '../registry/registry.test-kit.ts'
import { eventRecorder } from './events.ts'
import { startEventExpiry } from './startEventExpiry.ts'

const hour = 3_600_000

describe('an event', () => {
  it('is forgotten an hour after it happened for the last time', () => {
    const cluster = testCluster()
    const { registry, store, clock } = cluster
    registry.create('namespaces', '', { metadata: { name: 'default' } })
    const node = registry.create('nodes', '', { metadata: { name: 'a' } })
    const record = eventRecorder(cluster, { component: 'kubelet' })
    record(node, 'Normal', 'Old', 'before the expiry began')
    startEventExpiry(cluster)
    record(node, 'Normal', 'Once', 'x')
    record(node, 'Normal', 'Twice', 'x')
    clock.step(hour / 2)
    record(node, 'Normal', 'Twice', 'x')
    const reasons = (): readonly unknown[] => [...store.all('events')].map((each) => each['reason'])
    clock.step(hour / 2 - 1)
    expect(reasons()).toEqual(['Old', 'Once', 'Twice'])
    clock.step(1)
    expect(reasons()).toEqual(['Twice'])
    clock.step(hour / 2)
    expect(reasons()).toEqual([])
  })
})
