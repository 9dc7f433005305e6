import { describe, expect, it } from 'vitest'
import { DaemonSetCluster, isEnding, template } from './daemonSet.test-kit.ts'

const pool = (name: string): object => ({
  template: template('agent:1', { nodeSelector: { pool: name } }),
})

describe('a DaemonSet gets its Pods', () => {
  it('one for each node, made of its template, tied to the node, and its own', () => {
    const cluster = new DaemonSetCluster(['a', 'b'])
    const { metadata } = cluster.create()
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
    const pod = cluster.podOn('a')
    const [revision] = cluster.revisions()
    expect(pod.metadata.name).toMatch(/^agent-.{5}$/)
    expect(pod.metadata.labels).toEqual({
      app: 'agent',
      'controller-revision-hash': revision?.metadata.labels?.['controller-revision-hash'],
      'pod-template-generation': '1',
    })
    expect(pod.metadata.ownerReferences).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        name: 'agent',
        uid: metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ])
    expect(pod.spec).toMatchObject({
      containers: [{ name: 'main', image: 'agent:1' }],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] },
            ],
          },
        },
      },
    })
    expect(pod.spec?.['tolerations']).toHaveLength(6)
  })

  it('with all of its template, also what the console does not read', () => {
    const cluster = new DaemonSetCluster(['a'])
    const podAntiAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: {} }],
    }
    const volumes = [{ name: 'data', emptyDir: {} }]
    cluster.create({ template: template('agent:1', { volumes, affinity: { podAntiAffinity } }) })
    cluster.settle()
    expect(cluster.podOn('a').spec).toMatchObject({ volumes, affinity: { podAntiAffinity } })
  })

  it('only on nodes that it selects and whose taints it tolerates', () => {
    const cluster = new DaemonSetCluster([])
    cluster.addNode('match', { pool: 'gpu' })
    cluster.addNode('other', { pool: 'web' })
    cluster.addNode('tainted', { pool: 'gpu' }, [{ key: 'x', effect: 'NoSchedule' }])
    cluster.create(pool('gpu'))
    cluster.settle()
    expect(cluster.places()).toEqual(['match'])
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 1, currentNumberScheduled: 1 })
  })

  it('on a node that joins, and on one that comes to match', () => {
    const cluster = new DaemonSetCluster(['a'])
    cluster.create(pool('gpu'))
    cluster.settle()
    expect(cluster.places()).toEqual([])
    cluster.editNode('a', (node) => ({
      ...node,
      metadata: { ...node.metadata, labels: { pool: 'gpu' } },
    }))
    cluster.addNode('b', { pool: 'gpu' })
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
  })

  it('250 at a time', () => {
    const cluster = new DaemonSetCluster(Array.from({ length: 600 }, (_, index) => `n${index}`))
    cluster.create()
    cluster.clock.step(49)
    expect(cluster.store.count('pods')).toBe(250)
    cluster.settle()
    expect(cluster.store.count('pods')).toBe(600)
    expect(cluster.status()).toMatchObject({ currentNumberScheduled: 600 })
  })
})

describe('a DaemonSet loses Pods', () => {
  it('at once on nodes that it does not want any more', () => {
    const cluster = new DaemonSetCluster([])
    for (const name of ['a', 'b', 'c']) cluster.addNode(name, { pool: 'gpu' })
    cluster.create(pool('gpu'))
    cluster.live(1)
    cluster.editNode('b', (node) => ({ ...node, metadata: { ...node.metadata, labels: {} } }))
    cluster.settle()
    expect(isEnding(cluster.podOn('b'))).toBe(true)
    cluster.endPods()
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'c'])
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0 })
  })

  it('not for a NoSchedule taint: the Pod stays, misscheduled as soon as anything else happens', () => {
    const cluster = new DaemonSetCluster(['a', 'b'])
    cluster.create()
    cluster.live(1)
    cluster.editNode('a', (node) => ({
      ...node,
      spec: { taints: [{ key: 'x', effect: 'NoSchedule' }] },
    }))
    cluster.settle()
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0 })
    cluster.setPhase(cluster.podOn('b'), 'Running', false)
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 1, numberMisscheduled: 1 })
    cluster.editNode('a', (node) => ({ ...node, spec: {} }))
    cluster.settle()
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 2, numberMisscheduled: 0 })
  })

  it('where there are two on a node: the bound one stays, then the oldest', () => {
    const cluster = new DaemonSetCluster(['a'])
    cluster.create()
    cluster.settle()
    const first = cluster.podOn('a')
    cluster.clock.step(5000)
    const { name: _, uid: __, resourceVersion: ___, ...metadata } = first.metadata
    cluster.registry.create('pods', 'shop', { ...first, metadata: { ...metadata, name: 'second' } })
    cluster.settle()
    expect(cluster.pods().map((pod) => pod.metadata.name)).toEqual([first.metadata.name])
  })

  it('that wait for a node that is gone', () => {
    const cluster = new DaemonSetCluster(['a', 'b'])
    cluster.create()
    cluster.settle()
    cluster.registry.delete('nodes', { namespace: '', name: 'a' })
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b'])
    cluster.runPod(cluster.podOn('b'))
    cluster.settle()
    expect(cluster.places()).toEqual(['b'])
  })
})

it('a controller that is stopped does nothing any more', () => {
  const cluster = new DaemonSetCluster(['a'])
  cluster.create()
  cluster.settle()
  cluster.stop()
  cluster.addNode('b')
  cluster.endPod(cluster.podOn('a'))
  cluster.settle(3_600_000)
  expect(cluster.pods()).toEqual([])
})

describe('on OpenShift', () => {
  it('the project selector narrows the nodes, at the next turn of the DaemonSet', () => {
    const cluster = new DaemonSetCluster([], { flavour: 'openshift' })
    cluster.registry.create('schedulers', '', {
      metadata: { name: 'cluster' },
      spec: { defaultNodeSelector: 'pool=web' },
    })
    cluster.addNode('web', { pool: 'web' })
    cluster.addNode('gpu', { pool: 'gpu' })
    cluster.create()
    cluster.settle()
    expect(cluster.places()).toEqual(['web'])
    const shop = cluster.registry.get('namespaces', { namespace: '', name: 'shop' })
    const annotations = { 'openshift.io/node-selector': '' }
    cluster.registry.update(
      'namespaces',
      { namespace: '', name: 'shop' },
      { ...shop, metadata: { ...shop.metadata, annotations } },
    )
    cluster.settle()
    expect(cluster.places()).toEqual(['web'])
    cluster.runPods()
    cluster.settle()
    expect(cluster.places()).toEqual(['gpu', 'web'])
  })
})

describe('what a DaemonSet’s events say', () => {
  it('each Pod that was made; from the tenth on together, by count', () => {
    const cluster = new DaemonSetCluster(Array.from({ length: 15 }, (_, index) => `n${index}`))
    cluster.create()
    cluster.settle()
    const events = cluster.events()
    expect(events).toHaveLength(10)
    const [first] = cluster
      .pods()
      .toSorted((a, b) => Number(a.metadata.uid.slice(4)) - Number(b.metadata.uid.slice(4)))
    expect(events[0]).toBe(`Normal SuccessfulCreate: Created pod: ${first?.metadata.name}`)
    expect(events[9]).toMatch(
      /^Normal SuccessfulCreate: \(combined from similar events\): Created pod: agent-.{5} ×6$/,
    )
  })

  it('which Pods could not be made, after one of which the others of the turn are not tried', () => {
    const cluster = new DaemonSetCluster(['a', 'b', 'c', 'd'])
    let tries = 0
    cluster.refuses = () => (tries += 1) > 0
    cluster.create()
    cluster.clock.step(0)
    expect(tries).toBe(1)
    expect(cluster.events()).toEqual([
      'Warning FailedCreate: Error creating: admission webhook "x" denied the request: no',
    ])
    expect(cluster.status()).toMatchObject({ desiredNumberScheduled: 4, currentNumberScheduled: 0 })
    cluster.refuses = () => false
    cluster.settle()
    expect(cluster.places()).toEqual(['a', 'b', 'c', 'd'])
  })
})
