import { describe, expect, it } from 'vitest'
import { at } from '../../domain/decode/readJson.ts'
import { nodesIn, TestDemo } from './demo.test-kit.ts'
import { nodeNameOf } from '../nodes/readPod.ts'
import type { KubeObject } from '../objects.ts'
import { falco, hello, imagePrepuller, smartMonitor } from './teamAgents.ts'

const demo = new TestDemo({ nodes: 120, daemonSets: 24 })
const model = demo.model()

/** A Pod without what differs from node to node. */
function shared({ apiVersion, kind, metadata, spec, status }: KubeObject): object {
  const { affinity: _affinity, nodeName: _nodeName, ...others } = spec ?? {}
  const { labels, annotations, ownerReferences, generateName, generation } = metadata
  return {
    apiVersion,
    kind,
    metadata: { labels, annotations, ownerReferences, generateName, generation },
    spec: others,
    status: { phase: at(status, 'phase'), qosClass: at(status, 'qosClass') },
  }
}

describe('a smaller demo', () => {
  it.each([
    [1, 18],
    [10, 0],
    [30, 5],
  ])('has %i nodes and %i DaemonSets', (nodes, daemonSets) => {
    const { store } = new TestDemo({ nodes, daemonSets }).cluster
    expect([store.count('nodes'), store.count('daemonsets')]).toEqual([nodes, daemonSets])
  })
})

describe('a larger demo', () => {
  it('has as many nodes and DaemonSets as are asked for, its pools in proportion', () => {
    expect([model.nodes.length, model.daemonSets.size]).toEqual([120, 24])
    const gpus = model.nodes.filter(({ reading }) => reading.role === 'gpu')
    expect(gpus).toHaveLength(15)
  })

  it('has a Pod wherever one belongs, and no other', () => {
    for (const daemonSet of model.daemonSets) {
      const { namespace, name } = daemonSet
      if (name === 'cache-warmer') continue
      expect([name, nodesIn(model, { namespace, name }, 'missing')]).toEqual([name, []])
      expect([name, nodesIn(model, { namespace, name }, 'misscheduled').length < 3]).toEqual([
        name,
        true,
      ])
    }
    expect(nodesIn(model, imagePrepuller, 'ready').length).toBeGreaterThan(25)
    expect(nodesIn(model, smartMonitor, 'pending')).toHaveLength(3)
  })

  it('does not have Pods copied where they would not run', () => {
    expect(nodesIn(model, falco, 'failing').length).toBeGreaterThan(10)
  })

  it('has Pods on its further nodes as the controllers make them, each with a name and address of its own', () => {
    const pods = demo.pods(hello)
    const [made, copied] = ['worker-00', 'worker-70'].map((node) =>
      pods.find((pod) => nodeNameOf(pod).startsWith(node)),
    )
    if (made === undefined || copied === undefined) throw new Error('there is no such Pod')
    const [first, second] = [shared(made), shared(copied)]
    const zone = { 'topology.kubernetes.io/zone': 'tokyo-b' }
    expect(second).toEqual({
      ...first,
      metadata: {
        ...Object(at(first, 'metadata')),
        labels: { ...made.metadata.labels, ...zone },
      },
    })
    const addresses = [...demo.cluster.store.all('pods')]
      .filter(({ spec }) => at(spec, 'hostNetwork') !== true)
      .flatMap(({ status }) => at(status, 'podIP') ?? [])
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})
