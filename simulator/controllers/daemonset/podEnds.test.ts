import { describe, expect, it } from 'vitest'
import { DaemonSetCluster, isEnding, template } from './daemonSet.test-kit.ts'

function running(spec: object = {}): DaemonSetCluster {
  const cluster = new DaemonSetCluster(['a', 'b'])
  cluster.create(spec)
  cluster.live(1)
  return cluster
}

describe('a failed Pod', () => {
  it('is deleted and made anew, with an event', () => {
    const cluster = running()
    const failed = cluster.podOn('a')
    cluster.setPhase(failed, 'Failed', false)
    cluster.settle()
    expect(cluster.podOn('a').metadata.uid).not.toBe(failed.metadata.uid)
    const { name } = failed.metadata
    expect(cluster.events()).toContain(
      `Warning FailedDaemonPod: Found failed daemon pod shop/${name} on node a, will try to kill it`,
    )
    expect(cluster.events()).toContain(`Normal SuccessfulDelete: Deleted pod: ${name}`)
  })

  it('stays longer each time it fails on the same node, up to 15 minutes', () => {
    const cluster = running()
    const waits: number[] = []
    for (let failure = 0; failure < 13; failure += 1) {
      const pod = cluster.podOn('a')
      const since = cluster.clock.now()
      cluster.setPhase(pod, 'Failed', false)
      while (cluster.pods().some((each) => each.metadata.uid === pod.metadata.uid))
        cluster.clock.step(100)
      waits.push(Math.round((cluster.clock.now() - since) / 1000))
      cluster.settle(100)
    }
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  })

  it('is deleted at once after a change of the spec', () => {
    const cluster = running({ updateStrategy: { type: 'OnDelete' } })
    const fail = (): void => {
      cluster.setPhase(cluster.podOn('a'), 'Failed', false)
      cluster.settle(500)
    }
    fail()
    fail()
    expect(cluster.podOn('a').status?.['phase']).toBe('Failed')
    cluster.edit({ minReadySeconds: 1 })
    cluster.settle(200)
    cluster.setPhase(cluster.podOn('b'), 'Running', true)
    cluster.settle(200)
    expect(cluster.podOn('a').status?.['phase']).toBe('Pending')
  })
})

describe('a Pod that has succeeded', () => {
  it('is replaced without waiting, each time', () => {
    const cluster = running()
    for (let time = 0; time < 3; time += 1) {
      cluster.setPhase(cluster.podOn('a'), 'Succeeded', false)
      cluster.settle(200)
      expect(cluster.podOn('a').status?.['phase']).toBe('Pending')
    }
    expect(cluster.events().join()).toContain(
      'Normal SucceededDaemonPod: Found succeeded daemon pod',
    )
  })
})

describe('a deleted Pod', () => {
  it('keeps its place until it has gone, without maxSurge', () => {
    const cluster = running()
    cluster.registry.delete('pods', { namespace: 'shop', name: cluster.podOn('a').metadata.name })
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
    cluster.endPods()
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
    expect(cluster.pods().some(isEnding)).toBe(false)
  })

  it('has its successor beside it, with maxSurge', () => {
    const rollingUpdate = { maxUnavailable: 0, maxSurge: 1 }
    const cluster = running({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } })
    cluster.registry.delete('pods', { namespace: 'shop', name: cluster.podOn('a').metadata.name })
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'a', 'b'])
  })
})

describe('ownership', () => {
  const bare = (labels: object, node = 'a'): object => ({
    metadata: { name: 'bare', labels },
    spec: { nodeName: node, containers: [{ name: 'main', image: 'bare' }] },
  })

  it('a Pod without controller that is selected is adopted, and the older one on the node stays', () => {
    const cluster = new DaemonSetCluster(['a'])
    cluster.registry.create('pods', 'shop', bare({ app: 'agent' }))
    cluster.clock.step(2000)
    cluster.create({ updateStrategy: { type: 'OnDelete' } })
    cluster.settle()
    const [owner] = cluster.podOn('a').metadata.ownerReferences ?? []
    expect(owner).toMatchObject({ uid: cluster.daemonSet().metadata.uid, controller: true })
    expect(cluster.pods()).toHaveLength(1)
    expect(cluster.status()).toMatchObject({ currentNumberScheduled: 1 })
    expect(cluster.status()).not.toHaveProperty('updatedNumberScheduled')
  })

  it('an adopted Pod that was not made of the template is replaced by the rolling update', () => {
    const cluster = new DaemonSetCluster(['a'])
    cluster.create()
    cluster.registry.create('pods', 'shop', bare({ app: 'agent' }))
    cluster.live(2)
    expect(cluster.images()).toEqual(['agent:1'])
  })

  it('a Pod that is not selected any more is released, and another takes its place', () => {
    const cluster = running()
    const pod = cluster.podOn('a')
    const { namespace = '', name } = pod.metadata
    cluster.registry.update(
      'pods',
      { namespace, name },
      { ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } },
    )
    cluster.settle()
    expect(cluster.registry.get('pods', { namespace, name }).metadata).not.toHaveProperty(
      'ownerReferences',
    )
    expect(cluster.places()).toEqual(['a', 'a', 'b'])
    expect(cluster.status()).toMatchObject({ currentNumberScheduled: 2 })
  })

  it('a Pod of another controller is left alone', () => {
    const cluster = new DaemonSetCluster(['a'])
    const owner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'x',
      uid: 'x',
      controller: true,
    }
    cluster.registry.create('pods', 'shop', {
      metadata: { name: 'bare', labels: { app: 'agent' }, ownerReferences: [owner] },
      spec: { nodeName: 'a', containers: [{ name: 'main', image: 'bare' }] },
    })
    cluster.create()
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'a'])
  })

  it('nothing is done for a DaemonSet that selects everything, but it is said', () => {
    const cluster = new DaemonSetCluster(['a'])
    const { metadata, ...daemonSet } = cluster.create({ template: template('agent:1') })
    // Only older releases have stored such a DaemonSet.
    const namespace = metadata.namespace ?? ''
    cluster.store.add('daemonsets', {
      ...daemonSet,
      metadata: { name: 'all', namespace },
      spec: { ...daemonSet.spec, selector: {} },
    })
    cluster.settle()
    expect(cluster.places()).toEqual(['a'])
    expect(cluster.events()).toContain(
      'Warning SelectingAll: This daemon set is selecting all pods. A non-empty selector is required.',
    )
  })
})
