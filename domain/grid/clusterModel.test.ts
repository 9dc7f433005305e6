import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DaemonSet, Node, Pod } from '../k8s/objects.ts'
import { ClusterModel } from './clusterModel.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPendingPod,
  aPod,
  aRevision,
  cellOf,
  stateOf,
  wholeGrid,
} from './grid.test-kit.ts'

const podUid = 'pod-d-n'

describe('the model follows', () => {
  it('a Pod from Pending to its end', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [])
    model.applyPods([aPendingPod('d', 'n')], [])
    expect(stateOf(model, 'd', 'n')).toBe('pending')
    model.applyPods([aPod('d', 'n', { ready: false })], [])
    expect(stateOf(model, 'd', 'n')).toBe('starting')
    expect(cellOf(model, 'd', 'n').pods).toBe(1)
    model.applyPods([aPod('d', 'n')], [])
    expect(stateOf(model, 'd', 'n')).toBe('ready')
  })

  it('a label that a DaemonSet selects', () => {
    const template = { nodeSelector: { disk: 'ssd' } }
    const model = aModel([aNode('n')], [aDaemonSet('d', { template })], [])
    model.applyNodes([aNode('n', { labels: { disk: 'ssd' } })], [])
    expect(stateOf(model, 'd', 'n')).toBe('missing')
    model.applyNodes([aNode('n')], [])
    expect(stateOf(model, 'd', 'n')).toBe('notTargeted')
  })

  it('a template that selects other nodes', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [])
    const template = { nodeSelector: { disk: 'ssd' } }
    model.applyDaemonSets([aDaemonSet('d', { template, generation: 2 })], [])
    expect(stateOf(model, 'd', 'n')).toBe('notTargeted')
  })

  it('a new revision', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [aPod('d', 'n', { revision: 'aaa' })])
    model.replaceControllerRevisions([aRevision('d', 1, 'aaa')])
    expect(cellOf(model, 'd', 'n').outdated).toBe(false)
    model.applyControllerRevisions([aRevision('d', 2, 'bbb')], [])
    expect(cellOf(model, 'd', 'n').outdated).toBe(true)
    model.applyControllerRevisions([], ['revision-d-bbb'])
    expect(cellOf(model, 'd', 'n').outdated).toBe(false)
  })

  it('a Pod that another controller has taken', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [aPod('d', 'n')])
    const owner = { kind: 'ReplicaSet', name: 'r', uid: 'r' }
    model.applyPods([aPod('d', 'n', { owner })], [])
    expect(cellOf(model, 'd', 'n').pods).toBe(0)
  })
})

describe('what belongs to no cell', () => {
  it('is a Pod on a node that does not exist, until the node comes', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [aPod('d', 'gone')])
    expect(wholeGrid(model).totals).toMatchObject({ missing: 1, ready: 0, misscheduled: 0 })
    model.applyNodes([aNode('gone')], [])
    expect(stateOf(model, 'd', 'gone')).toBe('ready')
  })

  it('is a Pod without a node, and one without a DaemonSet', () => {
    const { node: _, ...lost } = aPod('d', 'n')
    const model = aModel([aNode('n')], [aDaemonSet('d')], [lost, aPod('other', 'n')])
    expect(cellOf(model, 'd', 'n').pods).toBe(0)
  })
})

describe('the same name with a new uid is another object', () => {
  it('a DaemonSet has none of the Pods of its predecessor', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [aPod('d', 'n')])
    model.applyDaemonSets([aDaemonSet('d', { uid: 'second' })], ['uid-d'])
    expect(cellOf(model, 'd', 'n').pods).toBe(0)
    expect(wholeGrid(model).columns.map(({ uid }) => uid)).toEqual(['second'])
    const owner = { kind: 'DaemonSet', name: 'd', uid: 'second' }
    model.applyPods([aPod('d', 'n', { uid: 'new', owner })], [podUid])
    expect(stateOf(model, 'd', 'n')).toBe('ready')
  })

  it('a node takes the row of its predecessor, also when its deletion comes late', () => {
    const model = aModel([aNode('n', { labels: { disk: 'ssd' } })], [aDaemonSet('d')], [])
    model.applyNodes([aNode('n', { uid: 'second' })], [])
    model.applyNodes([], ['uid-n'])
    expect(wholeGrid(model).rows).toMatchObject([{ name: 'n', uid: 'second' }])
    expect(model.nodeNamed('n')?.reading.facts.labels).toEqual({})
  })
})

describe('a snapshot', () => {
  it('replaces what there was in one step: what it lacks is gone', () => {
    const model = aModel(
      [aNode('a'), aNode('b')],
      [aDaemonSet('d'), aDaemonSet('e')],
      [aPod('d', 'a'), aPod('d', 'b')],
    )
    model.replaceNodes([aNode('b'), aNode('c')])
    model.replaceDaemonSets([aDaemonSet('d')])
    model.replacePods([aPod('d', 'c')])
    expect(wholeGrid(model).rows).toMatchObject([{ name: 'b' }, { name: 'c' }])
    expect(stateOf(model, 'd', 'b')).toBe('missing')
    expect(stateOf(model, 'd', 'c')).toBe('ready')
  })
})

describe('a Pod that is missing', () => {
  it('is an alarm at once where it was missing when the cluster was first seen', () => {
    const cluster = aModel([aNode('n')], [aDaemonSet('d')], [])
    expect(cellOf(cluster, 'd', 'n')).toMatchObject({ state: 'missing', muted: false })
    expect(cluster.isWaiting).toBe(false)
  })

  it.each([
    ['a node joins', (cluster: ClusterModel) => cluster.applyNodes([aNode('m')], []), 'd', 'm'],
    [
      'a DaemonSet is made',
      (cluster: ClusterModel) => cluster.applyDaemonSets([aDaemonSet('e')], []),
      'e',
      'n',
    ],
  ] as const)('is none yet when %s', (_why, change, daemonSet, node) => {
    const cluster = aModel([aNode('n')], [aDaemonSet('d')], [])
    change(cluster)
    expect(cellOf(cluster, daemonSet, node)).toMatchObject({ state: 'missing', muted: true })
    cluster.applyPods([aPod(daemonSet, node)], [])
    expect(cluster.isWaiting).toBe(false)
    expect(cellOf(cluster, daemonSet, node)).toMatchObject({ state: 'ready', muted: false })
  })
})

describe('a cell whose last Pod has just gone', () => {
  const model = () => aModel([aNode('n')], [aDaemonSet('d')], [aPod('d', 'n', { deleted: 5 })])

  it('stays Terminating for a moment, and is Missing then', () => {
    const cluster = model()
    cluster.applyPods([], [podUid])
    expect(stateOf(cluster, 'd', 'n')).toBe('terminating')
    expect(cluster.isUnsettled).toBe(true)
    cluster.settle()
    expect(stateOf(cluster, 'd', 'n')).toBe('terminating')
    cluster.settle()
    expect(stateOf(cluster, 'd', 'n')).toBe('missing')
    expect(cluster.isUnsettled).toBe(false)
  })

  it('was never Missing when its successor comes within that moment', () => {
    const cluster = model()
    cluster.applyPods([], [podUid])
    cluster.settle()
    cluster.applyPods([aPendingPod('d', 'n', { uid: 'successor' })], [])
    cluster.settle()
    expect(stateOf(cluster, 'd', 'n')).toBe('pending')
    expect(cluster.isUnsettled).toBe(false)
  })

  it('was never Missing when its DaemonSet goes within that moment', () => {
    const cluster = model()
    cluster.applyPods([], [podUid])
    cluster.applyDaemonSets([], ['uid-d'])
    expect(cluster.isUnsettled).toBe(false)
    expect(wholeGrid(cluster).totals.missing).toBe(0)
  })

  it('alarms nobody for a while after that, and then does', () => {
    const cluster = model()
    cluster.applyPods([], [podUid])
    cluster.settle()
    cluster.settle()
    expect(cellOf(cluster, 'd', 'n').muted).toBe(true)
    expect(wholeGrid(cluster, { onlyProblems: true }).rows).toEqual([])
    cluster.endWaiting()
    expect(cluster.isWaiting).toBe(true)
    cluster.endWaiting()
    expect(cellOf(cluster, 'd', 'n').muted).toBe(false)
    expect(cluster.isWaiting).toBe(false)
    expect(wholeGrid(cluster, { onlyProblems: true }).rows).toHaveLength(1)
  })

  it('waits for nothing where no Pod should run', () => {
    const tainted = aNode('n', { taints: [{ key: 'full', effect: 'NoExecute' }] })
    const cluster = aModel([tainted], [aDaemonSet('d')], [aPod('d', 'n')])
    cluster.applyPods([], [podUid])
    expect(stateOf(cluster, 'd', 'n')).toBe('notTargeted')
  })
})

describe('parts of the model', () => {
  it('a heartbeat changes the node alone', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [])
    const before = { ...model.versions }
    const beat = aNode('n')
    model.applyNodes([{ ...beat, metadata: { ...beat.metadata, resourceVersion: '9' } }], [])
    expect(model.versions).toEqual({ ...before, nodes: before.nodes + 1 })
  })

  it('a cordon changes the row, a label the placement too', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d')], [])
    const { rows, placement } = model.versions
    model.applyNodes([aNode('n', { cordoned: true })], [])
    expect(model.versions).toMatchObject({ rows: rows + 1, placement })
    model.applyNodes([aNode('n', { cordoned: true, labels: { a: 'b' } })], [])
    expect(model.versions).toMatchObject({ rows: rows + 2, placement: placement + 1 })
  })
})

/** One change of the cluster, as the stream may bring it. */
const name = fc.constantFrom('a', 'b', 'c')
const uid = fc.constantFrom('1', '2')
const change = fc.oneof(
  fc.record({
    kind: fc.constant('node' as const),
    name,
    uid,
    disk: fc.constantFrom('ssd', 'hdd'),
    ready: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('daemonSet' as const),
    name,
    uid,
    disk: fc.constantFrom('ssd', ''),
  }),
  fc.record({
    kind: fc.constant('pod' as const),
    uid: fc.constantFrom('p', 'q', 'r'),
    owner: fc.tuple(name, uid),
    node: name,
    ready: fc.boolean(),
    isBound: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    what: fc.constantFrom('Nodes', 'DaemonSets', 'Pods'),
    uid: fc.constantFrom('a1', 'a2', 'b1', 'b2', 'c1', 'p', 'q', 'r'),
  }),
)

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

interface Objects {
  readonly Nodes: Map<string, Node>
  readonly DaemonSets: Map<string, DaemonSet>
  readonly Pods: Map<string, Pod>
}

/** Of two objects with one name the older is gone. */
function put<T extends Node | DaemonSet>(objects: Map<string, T>, object: T): void {
  for (const [uid, { metadata }] of objects) {
    if (metadata.name === object.metadata.name) objects.delete(uid)
  }
  objects.set(object.metadata.uid, object)
}

let generation = 0

function applyChange(model: ClusterModel, all: Objects, each: Change): void {
  if (each.kind === 'delete') {
    all[each.what].delete(each.uid)
    model[`apply${each.what}`]([], [each.uid])
  } else if (each.kind === 'node') {
    const labels = { disk: each.disk }
    const node = aNode(each.name, { uid: each.name + each.uid, labels, ready: each.ready })
    put(all.Nodes, node)
    model.applyNodes([node], [])
  } else if (each.kind === 'daemonSet') {
    const template = each.disk === '' ? {} : { nodeSelector: { disk: each.disk } }
    generation += 1
    const uid = each.name + each.uid
    const daemonSet = aDaemonSet(each.name, { uid, template, generation })
    put(all.DaemonSets, daemonSet)
    model.applyDaemonSets([daemonSet], [])
  } else {
    const [name, uid] = each.owner
    const owner = { kind: 'DaemonSet', name, uid: name + uid }
    const { isBound, node, ready } = each
    const pod = isBound
      ? aPod(name, node, { uid: each.uid, owner, ready })
      : aPendingPod(name, node, { uid: each.uid, owner })
    all.Pods.set(pod.uid, pod)
    model.applyPods([pod], [])
  }
}

describe('whatever comes in whatever order', () => {
  it('the cells are those of a model made from scratch', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const all: Objects = { Nodes: new Map(), DaemonSets: new Map(), Pods: new Map() }
        const model = new ClusterModel()
        model.replacePods([])
        for (const each of changes) applyChange(model, all, each)
        model.settle()
        model.settle()
        model.endWaiting()
        model.endWaiting()
        const fresh = aModel(
          [...all.Nodes.values()],
          [...all.DaemonSets.values()],
          [...all.Pods.values()],
        )
        const { layout: _, ...shown } = wholeGrid(model)
        const { layout: __, ...expected } = wholeGrid(fresh)
        expect(shown).toEqual(expected)
      }),
    )
  })
})
