import { describe, expect, it } from 'vitest'
import { keyOf } from '../../objects.ts'
import { DaemonSetCluster, isEnding, placeOf, template } from './daemonSet.test-kit.ts'

const nodes = ['a', 'b', 'c', 'd', 'e']

function running(spec: object = {}, names: readonly string[] = nodes): DaemonSetCluster {
  const cluster = new DaemonSetCluster(names)
  cluster.create(spec)
  cluster.live(1)
  return cluster
}

function rolling(rollingUpdate: object, more: object = {}): object {
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate }, ...more }
}

function ending(cluster: DaemonSetCluster): number {
  return cluster.pods().filter(isEnding).length
}

describe('a rolling update', () => {
  it('takes as many Pods at a time as maxUnavailable allows, in percent rounded up', () => {
    const cluster = running(rolling({ maxUnavailable: '30%', maxSurge: 0 }))
    cluster.setImage('agent:2')
    cluster.settle()
    expect(ending(cluster)).toBe(2)
    cluster.live(1)
    expect(cluster.images()).toEqual(['agent:1', 'agent:1', 'agent:1', 'agent:2', 'agent:2'])
    expect(cluster.status()).toMatchObject({ updatedNumberScheduled: 2, numberAvailable: 3 })
    cluster.live(5)
    expect(cluster.images()).toEqual(nodes.map(() => 'agent:2'))
    expect(cluster.status()).toMatchObject({
      observedGeneration: 2,
      updatedNumberScheduled: 5,
      numberAvailable: 5,
    })
  })

  it('waits for a new Pod that does not become available', () => {
    const cluster = running(rolling({ maxUnavailable: 1, maxSurge: 0 }))
    cluster.setImage('agent:2')
    cluster.settle()
    cluster.endPods()
    cluster.settle(60_000)
    expect(ending(cluster)).toBe(0)
    expect(cluster.images().filter((image) => image === 'agent:2')).toHaveLength(1)
  })

  it('deletes outdated Pods that are not available whatever the budget', () => {
    const cluster = running(rolling({ maxUnavailable: 1, maxSurge: 0 }))
    for (const node of ['b', 'c', 'd']) cluster.setPhase(cluster.podOn(node), 'Running', false)
    cluster.settle()
    cluster.setImage('agent:2')
    cluster.settle()
    expect(cluster.pods().filter(isEnding).map(placeOf).sort()).toEqual(['b', 'c', 'd'])
  })

  it('counts a Pod as available only once it has been ready for minReadySeconds', () => {
    const cluster = running(rolling({ maxUnavailable: 1, maxSurge: 0 }, { minReadySeconds: 30 }))
    expect(cluster.status()).toMatchObject({ numberReady: 5, numberUnavailable: 5 })
    cluster.settle(31_000)
    expect(cluster.status()).toMatchObject({ numberReady: 5, numberAvailable: 5 })
    cluster.setImage('agent:2')
    cluster.live(1)
    cluster.runPods()
    cluster.settle(20_000)
    expect(ending(cluster)).toBe(0)
    cluster.settle(15_000)
    expect(ending(cluster)).toBe(1)
  })

  it('with maxSurge creates new Pods beside the old ones, which go once the new ones are available', () => {
    const cluster = running(rolling({ maxUnavailable: 0, maxSurge: 2 }))
    cluster.setImage('agent:2')
    cluster.settle()
    expect(cluster.pods()).toHaveLength(7)
    expect(ending(cluster)).toBe(0)
    cluster.runPods()
    cluster.settle()
    expect(ending(cluster)).toBe(2)
    cluster.live(6)
    expect(cluster.images()).toEqual(nodes.map(() => 'agent:2'))
  })

  it('never touches Pods with OnDelete, but replaces deleted ones by new ones', () => {
    const cluster = running({ updateStrategy: { type: 'OnDelete' } })
    cluster.setImage('agent:2')
    cluster.settle()
    expect(cluster.status()).not.toHaveProperty('updatedNumberScheduled')
    cluster.endPod(cluster.podOn('c'))
    cluster.settle()
    expect(cluster.images()).toEqual(['agent:1', 'agent:1', 'agent:1', 'agent:1', 'agent:2'])
    expect(cluster.status()).toMatchObject({ updatedNumberScheduled: 1 })
  })

  it('stops on all nodes while a Pod cannot be created on one, and goes on after that', () => {
    const cluster = running(rolling({ maxUnavailable: 5, maxSurge: 0 }))
    cluster.refuses = (pod) => placeOf(pod) === 'a'
    cluster.endPod(cluster.podOn('a'))
    cluster.settle()
    cluster.setImage('agent:2')
    cluster.settle()
    expect(ending(cluster)).toBe(0)
    expect(cluster.status()).toMatchObject({ observedGeneration: 2, currentNumberScheduled: 4 })
    cluster.refuses = () => false
    cluster.settle(60_000)
    expect(cluster.images()).toContain('agent:2')
    expect(ending(cluster)).toBe(4)
  })
})

it('the status keeps what others have written there', () => {
  const cluster = running()
  const conditions = [{ type: 'Tested', status: 'True' }]
  const daemonSet = cluster.daemonSet()
  const status = { ...daemonSet.status, conditions, numberAvailable: 9 }
  cluster.registry.updateStatus('daemonsets', keyOf(daemonSet), { ...daemonSet, status })
  cluster.settle()
  expect(cluster.status()).toMatchObject({ conditions, numberAvailable: 5 })
  expect(cluster.status()).not.toHaveProperty('numberUnavailable')
})

describe('the revisions', () => {
  const numbers = (cluster: DaemonSetCluster): readonly unknown[] =>
    cluster.revisions().map(({ revision }) => revision)

  it('one for each template, named after its hash, with the DaemonSet’s annotations', () => {
    const cluster = running()
    cluster.setImage('agent:2')
    cluster.live(5)
    const [first, second] = cluster.revisions()
    expect(numbers(cluster)).toEqual([1, 2])
    const hash = second?.metadata.labels?.['controller-revision-hash'] ?? ''
    expect(hash).toMatch(/^[456789bcdf]+$/)
    expect(second?.metadata.name).toBe(`agent-${hash}`)
    expect(second?.metadata.annotations).toEqual(cluster.daemonSet().metadata.annotations)
    expect(first?.['data']).toMatchObject({
      spec: { template: { $patch: 'replace', ...template('agent:1') } },
    })
  })

  it('a template of before becomes the newest revision again: no new one', () => {
    const cluster = running()
    const [first] = cluster.revisions()
    cluster.setImage('agent:2')
    cluster.live(10)
    cluster.setImage('agent:1')
    cluster.live(10)
    expect(numbers(cluster)).toEqual([2, 3])
    expect(cluster.revisions()[1]?.metadata.uid).toBe(first?.metadata.uid)
    expect(cluster.images()).toEqual(nodes.map(() => 'agent:1'))
  })

  it('no other change of the spec makes one', () => {
    const cluster = running()
    cluster.edit({ minReadySeconds: 1, updateStrategy: { type: 'OnDelete' } })
    cluster.settle()
    expect(numbers(cluster)).toEqual([1])
    expect(cluster.status()).toMatchObject({ observedGeneration: 2 })
  })

  it('the oldest go once there are more than revisionHistoryLimit and no Pod is of them', () => {
    const cluster = running({ revisionHistoryLimit: 2, updateStrategy: { type: 'OnDelete' } })
    for (const version of [2, 3, 4, 5]) {
      cluster.setImage(`agent:${version}`)
      cluster.settle()
    }
    // The first one has Pods.
    expect(numbers(cluster)).toEqual([1, 4, 5])
    for (const pod of cluster.pods()) cluster.endPod(pod)
    cluster.live(1)
    cluster.setImage('agent:6')
    cluster.settle()
    expect(numbers(cluster)).toEqual([4, 5, 6])
  })

  it('of two with the current template the newest stays, and its hash is put on the Pods', () => {
    const cluster = running({ updateStrategy: { type: 'OnDelete' } })
    const [first] = cluster.revisions()
    if (first === undefined) throw new Error('no revision')
    const labels = { app: 'agent', 'controller-revision-hash': 'twin' }
    cluster.registry.create('controllerrevisions', 'shop', {
      metadata: { name: 'agent-twin', labels },
      data: first['data'],
      revision: 7,
    })
    cluster.settle()
    expect(cluster.revisions().map(({ metadata }) => metadata.name)).toEqual(['agent-twin'])
    expect(cluster.pods().map((pod) => pod.metadata.labels?.['controller-revision-hash'])).toEqual(
      nodes.map(() => 'twin'),
    )
  })

  it('one whose labels are not selected any more is let go', () => {
    const cluster = running()
    const [first] = cluster.revisions()
    if (first === undefined) throw new Error('no revision')
    const key = { namespace: 'shop', name: first.metadata.name }
    const metadata = { ...first.metadata, labels: { app: 'other' } }
    cluster.registry.update('controllerrevisions', key, { ...first, metadata })
    cluster.settle()
    expect(cluster.registry.get('controllerrevisions', key).metadata).not.toHaveProperty(
      'ownerReferences',
    )
  })

  it('a name that another revision has is got around', () => {
    const cluster = running()
    const [first] = cluster.revisions()
    if (first === undefined) throw new Error('no revision')
    cluster.registry.delete('controllerrevisions', { namespace: 'shop', name: first.metadata.name })
    cluster.registry.create('controllerrevisions', 'shop', {
      metadata: { name: first.metadata.name },
      data: {},
      revision: 1,
    })
    cluster.setImage('agent:1')
    cluster.settle()
    expect(cluster.status()).toMatchObject({ collisionCount: 1 })
    expect(cluster.revisions()).toHaveLength(2)
  })
})
