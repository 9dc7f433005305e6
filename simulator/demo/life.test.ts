import { describe, expect, it } from 'vitest'
import { at, number } from '../../domain/decode/readJson.ts'
import { cellOf, domain, nodesIn, TestDemo } from './demo.test-kit.ts'
import { csiNode, nodeExporter } from './systemAgents.ts'
import { cacheWarmer, dcgmExporter, falco, fluentBit, smartMonitor, speaker } from './teamAgents.ts'

const minute = 60_000

/** What has happened in an hour of its life. */
const demo = new TestDemo()
const { store, registry } = demo.cluster
const ofNodes = new Set<string>()
store.subscribe('nodes', ({ type, object, before }) => {
  const [was, is] = [before, object].map((node) => node?.metadata.labels?.['role'])
  if (type !== 'MODIFIED') ofNodes.add(type)
  else if (was !== is) ofNodes.add(is === undefined ? 'label taken' : 'label given')
})
const generation = (): number => registry.get('daemonsets', fluentBit).metadata.generation ?? 0
const stalledAt = (): number =>
  number(at(registry.get('daemonsets', nodeExporter).status, 'updatedNumberScheduled')) ?? 0
const atFirst = { generation: generation(), stalledAt: stalledAt(), events: store.count('events') }
const writes = Array.from({ length: 60 }, () => {
  const before = store.version
  demo.clock.step(minute)
  return store.version - before
})
const model = demo.model()

describe('the demo’s life', () => {
  it('changes something every minute', () => {
    expect(Math.min(...writes)).toBeGreaterThan(0)
  })

  it('lets nodes come and go, and a label change back and forth', () => {
    expect(ofNodes).toEqual(new Set(['ADDED', 'DELETED', 'label taken', 'label given']))
  })

  it('begins the next rollout when one has reached all nodes that live', () => {
    expect(generation()).toBeGreaterThan(atFirst.generation)
  })

  it('leaves the cluster as large as it was', () => {
    expect(model.nodes.length).toBeGreaterThanOrEqual(48)
    expect(model.nodes.length).toBeLessThanOrEqual(51)
    expect(store.count('pods')).toBeLessThan(720)
    expect(store.count('events')).toBeLessThan(2 * atFirst.events + 5000)
  })

  it('leaves its troubles as they were', () => {
    expect(nodesIn(model, smartMonitor, 'pending')).toEqual(['worker-08', 'worker-19', 'worker-27'])
    expect(nodesIn(model, speaker, 'pending')).toEqual(['worker-02'])
    expect(nodesIn(model, cacheWarmer, 'missing')).toHaveLength(2)
    expect(nodesIn(model, dcgmExporter, 'failing')).toHaveLength(1)
    expect(nodesIn(model, falco, 'failing')).toContain('worker-06')
    expect(cellOf(model, falco, 'worker-31').state).toBe('notTargeted')
    expect(stalledAt() - atFirst.stalledAt).toBeLessThanOrEqual(3)
    const outdated = model.nodes.filter(
      ({ name }) => cellOf(model, csiNode, name.replace(`.${domain}`, '')).outdated,
    )
    expect(outdated).toHaveLength(39)
  })
})
