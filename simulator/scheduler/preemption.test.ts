import { describe, expect, it } from 'vitest'
import { at } from '../../domain/decode/readJson.ts'
import { NodesCluster, pinnedTo } from '../nodes/nodes.test-kit.ts'
import { startScheduler } from './startScheduler.ts'

const asked = (cpu: string) => ({
  containers: [{ name: 'main', image: 'agent:1', resources: { requests: { cpu } } }],
})

/** Node a with a small and a middling Pod of priority 0, and an important one that needs 2 cores there. */
function crowded(spec: object = {}): NodesCluster {
  const cluster = new NodesCluster()
  startScheduler(cluster)
  for (const name of ['a', 'b']) cluster.addNode(name)
  const running = { phase: 'Running', startTime: '2025-12-31T00:00:00Z' }
  cluster.addPod('small', { ...asked('1'), nodeName: 'a' }, { status: running })
  const later = { phase: 'Running', startTime: '2025-12-31T12:00:00Z' }
  const grace = { terminationGracePeriodSeconds: 30 }
  cluster.addPod('middling', { ...asked('2'), nodeName: 'a', ...grace }, { status: later })
  cluster.addPod('important', { ...asked('2'), affinity: pinnedTo('a'), priority: 10, ...spec })
  cluster.clock.step(0)
  return cluster
}

describe('preemption', () => {
  it('removes the least important Pods that have to go, keeps their room, and places the Pod once they have gone', () => {
    const cluster = crowded()
    expect(cluster.pod('small')?.metadata.deletionTimestamp).toBeUndefined()
    const victim = cluster.pod('middling')
    expect(victim?.metadata.deletionTimestamp).toBe('2026-01-01T00:00:30Z')
    expect(cluster.condition(victim, 'DisruptionTarget')).toEqual({
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: 'default-scheduler: preempting to accommodate a higher priority pod',
    })
    const important = cluster.pod('important')
    expect(cluster.events('middling')).toEqual([
      `Preempted: Preempted by pod ${important?.metadata.uid} on node a`,
    ])
    expect(at(important?.status, 'nominatedNodeName')).toBe('a')
    expect(cluster.condition(important, 'PodScheduled')).toMatchObject({
      message:
        "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity].",
    })
    cluster.registry.delete(
      'pods',
      { namespace: 'shop', name: 'middling' },
      { gracePeriodSeconds: 0 },
    )
    cluster.clock.step(0)
    expect(cluster.nodeOf('important')).toBe('a')
    expect(at(cluster.pod('important')?.status, 'nominatedNodeName')).toBeUndefined()
  })

  it('keeps the room of the nominated Pod from others', () => {
    const cluster = crowded()
    cluster.registry.delete(
      'pods',
      { namespace: 'shop', name: 'middling' },
      { gracePeriodSeconds: 0 },
    )
    cluster.addPod('late', { ...asked('3'), affinity: pinnedTo('a'), priority: 5 })
    cluster.clock.step(60_000)
    expect([cluster.nodeOf('important'), cluster.nodeOf('late')]).toEqual(['a', ''])
  })

  it('waits for the victims that are still ending', () => {
    const cluster = crowded()
    cluster.store.remove('pods', { namespace: 'shop', name: 'small' })
    cluster.addPod('other', { ...asked('1'), nodeName: 'a', priority: 10 })
    cluster.clock.step(300_000)
    expect(cluster.condition(cluster.pod('important'), 'PodScheduled')).toMatchObject({
      message: expect.stringMatching(
        /preemption: not eligible due to a terminating pod on the nominated node\.$/,
      ),
    })
    expect(at(cluster.pod('important')?.status, 'nominatedNodeName')).toBe('a')
  })

  it('is not for Pods whose policy is Never', () => {
    const cluster = crowded({ preemptionPolicy: 'Never' })
    expect(cluster.pod('middling')?.metadata.deletionTimestamp).toBeUndefined()
    expect(cluster.condition(cluster.pod('important'), 'PodScheduled')).toMatchObject({
      message: expect.stringMatching(/preemption: not eligible due to preemptionPolicy=Never\.$/),
    })
  })
})
