import { describe, expect, it } from 'vitest'
import { at, text } from '../../domain/decode/readJson.ts'
import { NodesCluster } from '../nodes/nodes.test-kit.ts'
import { startKubelet } from './startKubelet.ts'

const asked = (requests: object) => ({
  nodeName: 'a',
  containers: [{ name: 'main', image: 'agent:1', resources: { requests } }],
})
const port = {
  nodeName: 'a',
  containers: [{ name: 'main', image: 'agent:1', ports: [{ containerPort: 80, hostPort: 80 }] }],
}

/** What becomes of a Pod that is bound to node a, which has a Pod of 3 cores with host port 80. */
function status(spec: object, node: object = {}): object {
  const cluster = new NodesCluster()
  startKubelet(cluster)
  cluster.addNode('a', node)
  cluster.addPod('other', { ...port, ...asked({ cpu: '3' }) })
  cluster.addPod('web', port)
  cluster.registry.delete('pods', { namespace: 'shop', name: 'web' }, { gracePeriodSeconds: 0 })
  cluster.clock.step(2000)
  cluster.addPod('agent', spec)
  cluster.clock.step(2000)
  const pod = cluster.pod('agent')
  const [phase, reason, message] = ['phase', 'reason', 'message'].map((key) =>
    text(at(pod?.status, key)),
  )
  if (reason !== undefined)
    expect(cluster.events('agent')).toEqual([
      `${reason}: ${message?.replace('Pod was rejected: ', '')}`,
    ])
  return { phase, reason, message }
}

const pressed = (...types: string[]) => ({
  status: { conditions: types.map((type) => ({ type, status: 'True' })) },
})

describe('a kubelet', () => {
  it('takes what fits', () => {
    expect(status(asked({ cpu: '1' }))).toMatchObject({ phase: 'Running' })
  })

  it.each([
    [
      'too much cpu',
      asked({ cpu: '1500m' }),
      {},
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 1500, used: 3000, capacity: 4000",
    ],
    [
      'too much memory',
      asked({ memory: '9Gi' }),
      {},
      'OutOfmemory',
      "Node didn't have enough resource: memory, requested: 9663676416, used: 0, capacity: 8589934592",
    ],
    [
      'one Pod too many',
      asked({}),
      { status: { allocatable: { cpu: '4', pods: '1' } } },
      'OutOfpods',
      "Node didn't have enough resource: pods, requested: 1, used: 1, capacity: 1",
    ],
    [
      'labels that it does not have',
      { ...asked({}), nodeSelector: { disk: 'ssd' } },
      {},
      'NodeAffinity',
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ],
    [
      'no toleration for NoExecute',
      asked({}),
      { spec: { taints: [{ key: 'gpu', effect: 'NoExecute' }] } },
      'TaintToleration',
      "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
    ],
    [
      'pressure on its disk',
      asked({ cpu: '1' }),
      pressed('MemoryPressure', 'DiskPressure'),
      'Evicted',
      'The node had condition: [MemoryPressure DiskPressure]. ',
    ],
  ])('refuses a Pod because of %s', (_, spec, node, reason, message) => {
    expect(status(spec, node)).toEqual({
      phase: 'Failed',
      reason,
      message: `Pod was rejected: ${message}`,
    })
  })

  it('refuses a Pod whose host port another has', () => {
    const cluster = new NodesCluster()
    startKubelet(cluster)
    cluster.addNode('a')
    cluster.addPod('first', port)
    cluster.clock.step(2000)
    cluster.addPod('second', port)
    cluster.clock.step(2000)
    expect(cluster.pod('second')?.status).toMatchObject({
      phase: 'Failed',
      reason: 'NodePorts',
      message:
        "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    })
  })

  it('takes critical Pods under pressure, and all but best effort where only memory is short', () => {
    const critical = { ...asked({ cpu: '1' }), priority: 2_000_000_000 }
    expect(status(critical, pressed('DiskPressure'))).toMatchObject({ phase: 'Running' })
    expect(status(asked({ cpu: '1' }), pressed('MemoryPressure'))).toMatchObject({
      phase: 'Running',
    })
  })
})
