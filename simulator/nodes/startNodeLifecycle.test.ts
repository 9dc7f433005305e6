import { describe, expect, it } from 'vitest'
import { startKubelet } from '../kubelet/startKubelet.ts'
import type { KubeObject } from '../objects.ts'
import { createNode } from './createNode.ts'
import { taintsOf } from './conditionTaints.ts'
import { NodesCluster } from './nodes.test-kit.ts'
import { startNodeControllers } from './startNodeControllers.ts'

/** Nodes a to e, of which a has Pod web. */
function cluster(): NodesCluster {
  const made = new NodesCluster()
  startKubelet(made)
  startNodeControllers(made)
  for (const name of ['a', 'b', 'c', 'd', 'e']) createNode(made.registry, { name })
  made.clock.step(2000)
  made.addPod('web', { nodeName: 'a', terminationGracePeriodSeconds: 30 })
  made.clock.step(5000)
  return made
}

function annotate(made: NodesCluster, name: string, ready: string | undefined): void {
  const node = made.node(name)
  const annotations = ready === undefined ? {} : { 'everynode.test/ready': ready }
  made.registry.update(
    'nodes',
    { namespace: '', name },
    {
      ...node,
      metadata: { ...node.metadata, annotations },
    },
  )
}

function setCondition(made: NodesCluster, name: string, type: string, status: string): void {
  const node = made.node(name)
  const conditions = [
    { type, status },
    { type: 'Ready', status: 'True' },
  ]
  made.registry.updateStatus(
    'nodes',
    { namespace: '', name },
    {
      ...node,
      status: { ...node.status, conditions },
    },
  )
  made.clock.step(0)
}

const taints = (node: KubeObject): readonly string[] =>
  taintsOf(node).map(({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`)

describe('a new node', () => {
  it('becomes Ready, and rid of the taint that it was created with', () => {
    const made = cluster()
    expect(made.condition(made.node('a'), 'Ready')).toEqual({
      status: 'True',
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
    })
    expect(taints(made.node('a'))).toEqual([])
    expect(made.events('a')).toEqual([
      'RegisteredNode: Node a event: Registered Node a in Controller',
      'NodeReady: Node a status is now: NodeReady',
    ])
  })
})

describe('a node that falls silent', () => {
  it('is Unknown after its grace, as are its Pods, and is tainted', () => {
    const made = cluster()
    annotate(made, 'a', 'unknown')
    made.clock.step(49_000)
    expect(made.condition(made.node('a'), 'Ready')).toMatchObject({ status: 'True' })
    made.clock.step(2000)
    for (const type of ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'])
      expect(made.condition(made.node('a'), type)).toEqual({
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
      })
    expect(taints(made.node('a'))).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute'])
    expect(made.events('a').at(-1)).toBe('NodeNotReady: Node a status is now: NodeNotReady')
  })

  it('keeps a Pod that cannot be stopped, until it speaks again', () => {
    const made = cluster()
    const forever = [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }]
    made.addPod('agent', { nodeName: 'a', tolerations: forever, terminationGracePeriodSeconds: 30 })
    made.clock.step(2000)
    annotate(made, 'a', 'unknown')
    made.clock.step(600_000)
    expect(made.condition(made.pod('agent'), 'Ready')).toEqual({ status: 'False' })
    expect(made.events('agent').at(-1)).toBe('NodeNotReady: Node is not ready')
    expect(made.pod('web')?.metadata.deletionTimestamp).toBeDefined()
    annotate(made, 'a', undefined)
    made.clock.step(10_000)
    expect(taints(made.node('a'))).toEqual([])
    expect(made.pod('web')).toBeUndefined()
    expect(made.condition(made.pod('agent'), 'Ready')).toEqual({ status: 'True' })
  })

  it('is not tainted NoExecute where every node is silent: the fault is elsewhere', () => {
    const made = cluster()
    for (const name of ['a', 'b', 'c', 'd', 'e']) annotate(made, name, 'unknown')
    made.clock.step(600_000)
    expect(taints(made.node('a'))).toEqual(['unreachable:NoSchedule'])
    expect(made.pod('web')?.metadata.deletionTimestamp).toBeUndefined()
  })
})

describe('taints by condition', () => {
  it('follow a kubelet that is not ready', () => {
    const made = cluster()
    annotate(made, 'a', 'false')
    made.clock.step(0)
    expect(made.condition(made.node('a'), 'Ready')).toMatchObject({ reason: 'KubeletNotReady' })
    expect(taints(made.node('a'))).toEqual(['not-ready:NoSchedule', 'not-ready:NoExecute'])
    annotate(made, 'a', undefined)
    made.clock.step(0)
    expect(taints(made.node('a'))).toEqual([])
  })

  it.each([
    ['MemoryPressure', 'memory-pressure'],
    ['DiskPressure', 'disk-pressure'],
    ['PIDPressure', 'pid-pressure'],
    ['NetworkUnavailable', 'network-unavailable'],
  ])('follow %s', (type, taint) => {
    const made = cluster()
    setCondition(made, 'a', type, 'True')
    expect(taints(made.node('a'))).toEqual([`${taint}:NoSchedule`])
    setCondition(made, 'a', type, 'False')
    expect(taints(made.node('a'))).toEqual([])
  })

  it('follow a cordon, and other taints stay', () => {
    const made = cluster()
    const key = { namespace: '', name: 'a' }
    const own = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
    const node = made.node('a')
    made.registry.update('nodes', key, {
      ...node,
      spec: { ...node.spec, unschedulable: true, taints: [own] },
    })
    made.clock.step(0)
    expect(taints(made.node('a'))).toEqual(['gpu:NoSchedule', 'unschedulable:NoSchedule'])
    expect(taintsOf(made.node('a'))[1]?.timeAdded).toBe('2026-01-01T00:00:07Z')
    const { unschedulable: _, ...spec } = made.node('a').spec ?? {}
    made.registry.update('nodes', key, { ...made.node('a'), spec })
    made.clock.step(0)
    expect(taints(made.node('a'))).toEqual(['gpu:NoSchedule'])
  })
})
