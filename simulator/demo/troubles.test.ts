import { describe, expect, it } from 'vitest'
import { at, number } from '../../domain/decode/readJson.ts'
import { cellOf, nodesIn, pendingWhy, TestDemo } from './demo.test-kit.ts'
import { csiNode, nodeExporter } from './systemAgents.ts'
import {
  cacheWarmer,
  dcgmExporter,
  falco,
  fluentBit,
  hello,
  imagePrepuller,
  smartMonitor,
  speaker,
} from './teamAgents.ts'

const demo = new TestDemo()
const model = demo.model()
const dns = { namespace: 'openshift-dns', name: 'dns-default' }

function status(agent: { namespace: string; name: string }): unknown {
  return demo.cluster.registry.get('daemonsets', agent).status
}

function podOn(agent: { namespace: string; name: string }, node: string) {
  const [row, column] = [
    model.nodeNamed(`${node}.prod-tokyo.example.com`),
    model.daemonSetNamed(agent.namespace, agent.name),
  ]
  if (row === undefined || column === undefined) throw new Error(`no cell on ${node}`)
  const [pod] = model.podsOf(row, column)
  return demo.pods(agent).find(({ metadata }) => metadata.name === pod?.name)
}

describe('the demo’s cluster', () => {
  it('has 48 nodes in three zones and 18 DaemonSets, most of them without a problem', () => {
    expect([model.nodes.length, model.daemonSets.size]).toEqual([48, 18])
    expect(new Set(model.nodes.map(({ reading }) => reading.zone))).toEqual(
      new Set(['tokyo-a', 'tokyo-b', 'tokyo-c']),
    )
    const roles = model.nodes.map(({ reading }) => reading.role)
    const sizes = ['control-plane', 'infra', 'gpu', 'worker'].map(
      (role) => roles.filter((each) => each === role).length,
    )
    expect(sizes).toEqual([3, 6, 6, 33])
    expect(nodesIn(model, hello, 'ready')).toHaveLength(30)
  })

  it('has a cordoned node, one that is not ready, and one that lacks memory', () => {
    const marked = model.nodes.flatMap(({ name, reading }) =>
      reading.badges.length === 0
        ? []
        : [`${name.split('.')[0]} ${JSON.stringify(reading.badges)}`],
    )
    expect(marked.map((each) => each.split(' ')[0])).toEqual([
      'worker-05',
      'worker-13',
      'worker-18',
    ])
  })

  it('has Pods that wait for memory', () => {
    expect(nodesIn(model, smartMonitor, 'pending')).toEqual(['worker-08', 'worker-19', 'worker-27'])
    expect(pendingWhy(podOn(smartMonitor, 'worker-08'))).toContain('1 Insufficient memory')
  })

  it('has a node that its security agent does not tolerate', () => {
    expect(cellOf(model, falco, 'worker-31')).toMatchObject({ state: 'notTargeted', pods: 0 })
    expect(cellOf(model, fluentBit, 'worker-31')).toMatchObject({ targeted: true })
  })

  it('has a Pod whose host port is taken', () => {
    expect(nodesIn(model, speaker, 'pending')).toEqual(['worker-02'])
    expect(pendingWhy(podOn(speaker, 'worker-02'))).toContain("didn't have free ports")
  })

  it('has an update to an image that is nowhere, which stays at its first Pod', () => {
    const [failing, ...others] = nodesIn(model, dcgmExporter, 'failing')
    expect(others).toEqual([])
    const pod = podOn(dcgmExporter, failing ?? '')
    expect(JSON.stringify(pod?.status)).toContain('ImagePullBackOff')
    expect(nodesIn(model, dcgmExporter, 'ready')).toHaveLength(5)
  })

  it('has containers that crash, on nodes with another processor', () => {
    const crashing = ['worker-06', 'worker-14', 'worker-22', 'worker-30']
    expect(nodesIn(model, falco, 'failing')).toEqual(crashing)
    expect(podOn(falco, 'worker-06')?.status).toMatchObject({
      containerStatuses: [{ lastState: { terminated: { reason: 'Error' } } }],
    })
  })

  it('has a DaemonSet with OnDelete whose Pods are mostly of its old template', () => {
    const outdated = model.nodes.filter(
      ({ name }) => cellOf(model, csiNode, name.split('.')[0] ?? '').outdated,
    )
    expect(outdated).toHaveLength(39)
  })

  it('has a rollout under way', () => {
    const updated = number(at(status(fluentBit), 'updatedNumberScheduled')) ?? 0
    expect(updated).toBeGreaterThan(5)
    expect(updated).toBeLessThan(40)
    demo.clock.step(60_000)
    expect(number(at(status(fluentBit), 'updatedNumberScheduled'))).toBeGreaterThan(updated)
  })

  it('has a rollout that a dead node stalls', () => {
    expect(cellOf(model, nodeExporter, 'worker-13').muted).toBe(true)
    expect(nodesIn(model, nodeExporter, 'ready')).toHaveLength(47)
    const outdated = (): number =>
      ['desiredNumberScheduled', 'updatedNumberScheduled']
        .map((key) => number(at(status(nodeExporter), key)) ?? 0)
        .reduce((desired, updated) => desired - updated)
    const before = outdated()
    expect(before).toBeGreaterThan(8)
    expect(before).toBeLessThan(43)
    demo.clock.step(60_000)
    expect(outdated()).toBe(before)
  })

  it('has Pods on a node whose taint came after them', () => {
    for (const agent of [dns, hello, smartMonitor])
      expect(cellOf(model, agent, 'worker-24')).toMatchObject({
        state: 'misscheduled',
        targeted: false,
      })
  })

  it('has nodes for which a quota leaves no Pod', () => {
    expect(nodesIn(model, cacheWarmer, 'missing')).toHaveLength(2)
    expect(nodesIn(model, cacheWarmer, 'ready')).toHaveLength(6)
    const refused =
      'exceeded quota: team-data-pods, requested: pods=1, used: pods=10, limited: pods=10'
    expect(demo.events(cacheWarmer.name).join()).toContain(refused)
  })

  it('has a project whose node selector keeps Pods from most workers', () => {
    const there = nodesIn(model, imagePrepuller, 'ready')
    expect(there).toHaveLength(10)
    const zones = there.map(
      (node) => model.nodeNamed(`${node}.prod-tokyo.example.com`)?.reading.zone,
    )
    expect(new Set(zones)).toEqual(new Set(['tokyo-a']))
    expect(
      at(
        at(at(demo.cluster.registry.get('daemonsets', imagePrepuller).spec, 'template'), 'spec'),
        'nodeSelector',
      ),
    ).toEqual({
      'node-role.kubernetes.io/worker': '',
    })
  })

  it('has Pods without an owner that a DaemonSet could adopt', () => {
    const orphans = [...model.podsWithoutController].filter(
      ({ namespace }) => namespace === 'myproject',
    )
    const there = ['worker-03', 'worker-04', 'worker-07', 'worker-10', 'worker-12']
    expect(orphans).toHaveLength(there.length)
    expect(new Set(orphans.map(({ node }) => node?.split('.')[0]))).toEqual(new Set(there))
  })
})
