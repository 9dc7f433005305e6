import { describe, expect, it } from 'vitest'
import { NodesCluster } from './nodes.test-kit.ts'
import { startPodGarbageCollector } from './startPodGarbageCollector.ts'
import { startTaintEviction } from './startTaintEviction.ts'

const maintenance = { key: 'maintenance', effect: 'NoExecute' }
const onA = { nodeName: 'a', terminationGracePeriodSeconds: 30 }

function taint(cluster: NodesCluster, taints: readonly object[]): void {
  const node = cluster.node('a')
  cluster.store.replace('nodes', { ...node, spec: { ...node.spec, taints } })
  cluster.clock.step(0)
}

const isDeleted = (cluster: NodesCluster, name: string): boolean =>
  cluster.pod(name)?.metadata.deletionTimestamp !== undefined

describe('taint eviction', () => {
  function evicting(seconds?: number): NodesCluster {
    const cluster = new NodesCluster()
    startTaintEviction(cluster)
    cluster.addNode('a')
    const tolerationSeconds = seconds === undefined ? {} : { tolerationSeconds: seconds }
    const tolerations = [{ key: 'maintenance', operator: 'Exists', ...tolerationSeconds }]
    cluster.addPod('plain', onA)
    cluster.addPod('tolerant', { ...onA, tolerations })
    taint(cluster, [maintenance])
    return cluster
  }

  it('deletes what does not tolerate a NoExecute taint, and says why', () => {
    const cluster = evicting()
    cluster.clock.step(600_000)
    expect([isDeleted(cluster, 'plain'), isDeleted(cluster, 'tolerant')]).toEqual([true, false])
    expect(cluster.condition(cluster.pod('plain'), 'DisruptionTarget')).toEqual({
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    })
    expect(cluster.events('plain')).toEqual([
      'TaintManagerEviction: Marking for deletion Pod shop/plain',
    ])
  })

  it('waits for as long as the Pod tolerates it', () => {
    const cluster = evicting(60)
    cluster.clock.step(59_999)
    expect(isDeleted(cluster, 'tolerant')).toBe(false)
    cluster.clock.step(1)
    expect(isDeleted(cluster, 'tolerant')).toBe(true)
  })

  it('is called off where the taint goes meanwhile', () => {
    const cluster = evicting(60)
    cluster.clock.step(30_000)
    taint(cluster, [])
    cluster.clock.step(600_000)
    expect(isDeleted(cluster, 'tolerant')).toBe(false)
    expect(cluster.events('tolerant')).toEqual([
      'TaintManagerEviction: Cancelling deletion of Pod shop/tolerant',
    ])
  })

  it('concerns Pods that come later, too', () => {
    const cluster = evicting()
    cluster.addPod('late', onA)
    cluster.clock.step(0)
    expect(isDeleted(cluster, 'late')).toBe(true)
  })
})

describe('Pod garbage collection', () => {
  function collecting(): NodesCluster {
    const cluster = new NodesCluster()
    startPodGarbageCollector(cluster)
    return cluster
  }

  it('ends the Pods of a node that has been missing for 40 seconds', () => {
    const cluster = collecting()
    cluster.addNode('a')
    cluster.addPod('web', onA)
    cluster.store.remove('nodes', { namespace: '', name: 'a' })
    const told: unknown[] = []
    cluster.store.subscribe('pods', ({ object }) =>
      told.push(cluster.condition(object, 'DisruptionTarget')),
    )
    cluster.clock.step(59_999)
    expect(cluster.pod('web')).toBeDefined()
    cluster.clock.step(1)
    expect(cluster.pod('web')).toBeUndefined()
    expect(told[0]).toEqual({
      status: 'True',
      reason: 'DeletionByPodGC',
      message: 'PodGC: node no longer exists',
    })
  })

  it('spares the Pods of a node that is back in time', () => {
    const cluster = collecting()
    cluster.addPod('web', onA)
    cluster.clock.step(40_000)
    cluster.addNode('a')
    cluster.clock.step(600_000)
    expect(cluster.pod('web')).toBeDefined()
  })

  it('ends Pods that are being deleted on a node that is out of service', () => {
    const cluster = collecting()
    const taints = [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }]
    cluster.addNode('a', { spec: { taints }, status: { conditions: [] } })
    cluster.addPod('web', onA)
    cluster.addPod('stays', onA)
    cluster.registry.delete('pods', { namespace: 'shop', name: 'web' })
    cluster.clock.step(20_000)
    expect([cluster.pod('web'), cluster.pod('stays')]).toEqual([undefined, expect.anything()])
  })
})
