import { describe, expect, it } from 'vitest'
import { NodesCluster } from '../nodes/nodes.test-kit.ts'
import { runningPod } from './runningPod.ts'
import { startKubelet } from './startKubelet.ts'

const spec = {
  containers: [{ name: 'main', image: 'agent:1' }],
  initContainers: [
    { name: 'first', image: 'init:1' },
    { name: 'side', image: 'side:1', restartPolicy: 'Always' },
  ],
}

function runningOnA(cluster: NodesCluster, hostNetwork?: boolean) {
  const manifest = {
    metadata: { name: 'web' },
    spec: { ...spec, ...(hostNetwork && { hostNetwork }) },
  }
  const created = cluster.registry.create('pods', 'shop', manifest, { dryRun: true })
  const since = cluster.clock.now() - 3_600_000
  return runningPod(created, { node: 'a', hostIP: '192.168.0.7', podIP: '10.1.2.9', since })
}

describe('a Pod that runs from the start', () => {
  it('is as a kubelet would have it: there is nothing left for one to do', () => {
    const cluster = new NodesCluster()
    cluster.addNode('a')
    cluster.store.add('pods', runningOnA(cluster))
    startKubelet(cluster)
    cluster.clock.step(2000)
    const pod = cluster.pod('web')
    cluster.clock.step(600_000)
    expect(cluster.pod('web')).toBe(pod)
    expect(pod?.status).toMatchObject({
      phase: 'Running',
      podIP: '10.1.2.9',
      startTime: '2025-12-31T23:00:00Z',
      containerStatuses: [{ name: 'main', ready: true }],
    })
    for (const type of ['PodScheduled', 'Initialized', 'Ready', 'ContainersReady'])
      expect(cluster.condition(pod, type)).toEqual({ status: 'True' })
  })

  it('goes on as its image’s name says', () => {
    const cluster = new NodesCluster()
    cluster.addNode('a')
    startKubelet(cluster)
    const manifest = {
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'main', image: 'crash-loop:1' }] },
    }
    const created = cluster.registry.create('pods', 'shop', manifest, { dryRun: true })
    const since = cluster.clock.now()
    cluster.store.add(
      'pods',
      runningPod(created, { node: 'a', hostIP: '192.168.0.7', podIP: '10.1.2.9', since }),
    )
    cluster.clock.step(10_000)
    expect(cluster.pod('web')?.status).toMatchObject({
      containerStatuses: [{ state: { waiting: { reason: 'CrashLoopBackOff' } } }],
    })
  })

  it('has its node’s address where it is on its network', () => {
    expect(runningOnA(new NodesCluster(), true).status).toMatchObject({ podIP: '192.168.0.7' })
  })
})
