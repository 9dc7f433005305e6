import { describe, expect, it } from 'vitest'
import { NodesCluster, pinnedTo } from '../nodes/nodes.test-kit.ts'
import { startScheduler } from './startScheduler.ts'

function scheduled(): NodesCluster {
  const cluster = new NodesCluster()
  startScheduler(cluster)
  return cluster
}

const asked = (cpu: string) => ({
  containers: [{ name: 'main', image: 'agent:1', resources: { requests: { cpu } } }],
})

describe('the scheduler', () => {
  it('binds a Pod and says so', () => {
    const cluster = scheduled()
    cluster.addNode('a')
    cluster.addPod('web')
    cluster.clock.step(0)
    expect(cluster.nodeOf('web')).toBe('a')
    expect(cluster.condition(cluster.pod('web'), 'PodScheduled')).toEqual({ status: 'True' })
    expect(cluster.events('web')).toEqual(['Scheduled: Successfully assigned shop/web to a'])
  })

  it('also binds Pods that were there before it', () => {
    const cluster = new NodesCluster()
    cluster.addNode('a')
    cluster.addPod('web')
    startScheduler(cluster)
    cluster.clock.step(0)
    expect(cluster.nodeOf('web')).toBe('a')
  })

  it('takes the least loaded of several nodes, and one with PreferNoSchedule only where nothing else is left', () => {
    const cluster = scheduled()
    cluster.addNode('a', { spec: { taints: [{ key: 'slow', effect: 'PreferNoSchedule' }] } })
    cluster.addNode('b')
    cluster.addNode('c')
    for (const name of ['1', '2', '3']) cluster.addPod(name, asked('3'))
    cluster.clock.step(0)
    expect(['1', '2', '3'].map((name) => cluster.nodeOf(name))).toEqual(['b', 'c', 'a'])
  })

  it('places a daemon Pod on the one node that its matchFields name', () => {
    const cluster = scheduled()
    for (const name of ['a', 'b', 'c']) cluster.addNode(name)
    cluster.addPod('agent', { affinity: pinnedTo('b') })
    cluster.clock.step(0)
    expect(cluster.nodeOf('agent')).toBe('b')
  })

  it('takes Pods of higher priority first', () => {
    const cluster = scheduled()
    cluster.addNode('a')
    cluster.addPod('low', { ...asked('3'), priority: 1 })
    cluster.addPod('high', { ...asked('3'), priority: 2 })
    cluster.clock.step(0)
    expect([cluster.nodeOf('low'), cluster.nodeOf('high')]).toEqual(['', 'a'])
  })

  it('leaves alone what is not its own: gated Pods and those of another scheduler', () => {
    const cluster = scheduled()
    cluster.addNode('a')
    cluster.addPod('gated', { schedulingGates: [{ name: 'wait' }] })
    cluster.addPod('other', { schedulerName: 'other' })
    cluster.clock.step(60_000)
    expect([cluster.nodeOf('gated'), cluster.nodeOf('other')]).toEqual(['', ''])
    expect(cluster.condition(cluster.pod('other'), 'PodScheduled')).toBeUndefined()
  })
})

const others = "2 node(s) didn't satisfy plugin(s) [NodeAffinity]"
const noHelp =
  'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'

describe('a Pod that no node takes', () => {
  function told(spec: object, node: object = {}): string | undefined {
    const cluster = scheduled()
    cluster.addNode('a', node)
    for (const name of ['b', 'c']) cluster.addNode(name)
    cluster.addPod('agent', { affinity: pinnedTo('a'), ...spec })
    cluster.clock.step(0)
    const condition = cluster.condition(cluster.pod('agent'), 'PodScheduled')
    const [event] = cluster.events('agent')
    const message = event?.replace('FailedScheduling: ', '')
    expect(condition).toEqual({ status: 'False', reason: 'Unschedulable', message })
    return message
  }

  it.each([
    ['more than the node has', asked('5'), {}, '1 Insufficient cpu'],
    [
      'a taint',
      {},
      { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } },
      '1 node(s) had untolerated taint(s)',
    ],
    ['a cordon', {}, { spec: { unschedulable: true } }, '1 node(s) were unschedulable'],
    [
      'a node selector',
      { nodeSelector: { disk: 'ssd' } },
      {},
      "1 node(s) didn't match Pod's node affinity/selector",
    ],
  ])('is told of %s in the scheduler’s own words', (_, spec, node, reason) => {
    expect(told(spec, node)).toBe(`0/3 nodes are available: ${reason}, ${others}. ${noHelp}`)
  })

  it('counts reasons of all nodes where it is not bound to one, and says that no victim would help', () => {
    const cluster = scheduled()
    for (const name of ['a', 'b']) {
      cluster.addNode(name)
      cluster.addPod(`on-${name}`, { ...asked('3'), nodeName: name })
    }
    cluster.addPod('web', asked('2'))
    cluster.clock.step(0)
    expect(cluster.condition(cluster.pod('web'), 'PodScheduled')).toMatchObject({
      message:
        '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: ' +
        '0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    })
  })

  it('is told that there are no nodes', () => {
    const cluster = scheduled()
    cluster.addPod('web')
    cluster.clock.step(0)
    expect(cluster.events('web')).toEqual(['FailedScheduling: no nodes available to schedule pods'])
    cluster.addNode('a')
    cluster.clock.step(0)
    expect(cluster.nodeOf('web')).toBe('a')
  })

  it.each([
    [
      { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{}] } } },
      'required anti-affinity to other Pods',
    ],
    [{ topologySpreadConstraints: [{ maxSkew: 1 }] }, 'topology spread constraints'],
    [{ volumes: [{ persistentVolumeClaim: { claimName: 'c' } }] }, 'persistent volume claims'],
  ])('is told where the simulation would have to guess', (spec, what) => {
    const cluster = scheduled()
    cluster.addNode('a')
    cluster.addPod('web', spec)
    cluster.clock.step(0)
    expect(cluster.condition(cluster.pod('web'), 'PodScheduled')).toEqual({
      status: 'False',
      reason: 'SchedulerError',
      message: `not simulated: ${what}`,
    })
  })

  it('is placed once its node has changed, or a Pod there has gone', () => {
    const cluster = scheduled()
    const a = cluster.addNode('a', { spec: { unschedulable: true } })
    cluster.addPod('big', { ...asked('3'), nodeName: 'a' })
    cluster.addPod('agent', { ...asked('2'), affinity: pinnedTo('a') })
    cluster.clock.step(0)
    cluster.store.replace('nodes', { ...a, spec: {} })
    cluster.clock.step(0)
    expect(cluster.condition(cluster.pod('agent'), 'PodScheduled')).toMatchObject({
      message: expect.stringContaining('1 Insufficient cpu'),
    })
    cluster.store.remove('pods', { namespace: 'shop', name: 'big' })
    cluster.clock.step(0)
    expect(cluster.nodeOf('agent')).toBe('a')
  })

  it('is tried again after five minutes, whatever happens', () => {
    const cluster = scheduled()
    cluster.addNode('a')
    cluster.addPod('agent', asked('5'))
    cluster.clock.step(300_000)
    const [event] = [...cluster.store.all('events')]
    expect(event?.['count']).toBe(2)
  })
})
