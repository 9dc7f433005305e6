import { describe, expect, it } from 'vitest'
import { GridLayouts } from '../../../domain/grid/gridLayouts.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPod,
  aRevision,
  everything,
  inZone,
} from '../../../domain/grid/grid.test-kit.ts'
import { answerTo } from './answerTo.ts'
import type { Sources } from './sources.ts'

function sourcesOf(...objects: Parameters<typeof aModel>): Sources {
  const model = aModel(...objects)
  const connection = () => {
    throw new Error('no connection here')
  }
  return { model, layouts: new GridLayouts(model), connection, now: () => 0 }
}

const ssd = { template: { nodeSelector: { disk: 'ssd' } } }
const full = [{ key: 'full', effect: 'NoSchedule' }]

describe('one cell', () => {
  const old = aPod('d', 'a', { uid: 'old', created: 1, revision: 'aaa' })
  const young = aPod('d', 'a', { uid: 'young', created: 2, revision: 'bbb' })
  const sources = sourcesOf(
    [aNode('a'), aNode('b'), aNode('c')],
    [aDaemonSet('d'), aDaemonSet('e', ssd)],
    [young, old, aPod('d', 'b'), aPod('d', 'c')],
  )
  sources.model.replaceControllerRevisions([aRevision('d', 1, 'aaa'), aRevision('d', 2, 'bbb')])
  const cell = (name: string, node: string, query = {}) =>
    answerTo(sources, 'cell', {
      query: { ...everything, ...query },
      cell: { namespace: 'default', name, node },
    })

  it('has its objects, its Pods with old ones first, and the current revision', () => {
    expect(cell('d', 'a')).toMatchObject({
      found: true,
      node: { metadata: { name: 'a' } },
      daemonSet: { metadata: { name: 'd' } },
      state: 'ready',
      outdated: true,
      pods: [{ uid: 'old' }, { uid: 'young' }],
      currentRevision: 'bbb',
      verdict: { shouldRun: true, reasons: [] },
    })
  })

  it('says why there is no Pod', () => {
    expect(cell('e', 'a')).toMatchObject({
      state: 'notTargeted',
      verdict: { shouldRun: false, reasons: [{ kind: 'nodeSelector', key: 'disk' }] },
    })
  })

  it('knows its place, and the cells of its state around it', () => {
    expect(cell('d', 'b')).toMatchObject({
      place: { row: 1, column: 0 },
      siblings: {
        position: 2,
        of: 3,
        previous: { namespace: 'default', name: 'd', node: 'a' },
        next: { node: 'c' },
      },
    })
    const hidden = cell('d', 'b', { nodeName: 'c' })
    expect(hidden.siblings.position).toBe(0)
    expect(hidden.place).toBeUndefined()
  })

  it('in a closed group has the place of the group', () => {
    const closed = { groupBy: 'role', toggled: ['worker'] }
    expect(cell('d', 'c', closed).place).toEqual({ row: 0, column: 0 })
  })

  it('of what is gone isn’t found', () => {
    expect(cell('d', 'gone')).toMatchObject({ found: false, node: undefined, pods: [] })
    expect(cell('d', 'gone').daemonSet?.metadata.name).toBe('d')
    expect(cell('gone', 'a').found).toBe(false)
  })
})

describe('one node', () => {
  const sources = sourcesOf(
    [aNode('a', { taints: full })],
    [aDaemonSet('stays'), aDaemonSet('e', ssd), aDaemonSet('all', tolerant())],
    [aPod('stays', 'a')],
  )

  it('has what is or should be here, and why the rest is not', () => {
    const { here, notHere, podsKnown } = answerTo(sources, 'node', { name: 'a' })
    expect(podsKnown).toBe(true)
    expect(here).toMatchObject([
      { name: 'all', state: 'missing', pods: [] },
      { name: 'stays', state: 'misscheduled', pods: [{ uid: 'pod-stays-a' }] },
    ])
    expect(notHere).toMatchObject([
      { name: 'e', reasons: [{ kind: 'nodeSelector' }, { kind: 'taint' }] },
    ])
  })

  it('that is gone has nothing', () => {
    expect(answerTo(sources, 'node', { name: 'b' })).toMatchObject({ node: undefined, here: [] })
  })
})

function tolerant() {
  return { template: { tolerations: [{ operator: 'Exists' }] } }
}

describe('a draft’s placement', () => {
  const nodes = [
    ...Array.from({ length: 8 }, (_, index) =>
      aNode(`w-${index}`, { labels: { ...inZone('worker', index < 4 ? 'a' : 'b'), disk: 'hdd' } }),
    ),
    aNode('i', { labels: inZone('infra', 'a'), taints: full }),
  ]
  const sources = sourcesOf(nodes, [], [])
  const place = (spec: object) => answerTo(sources, 'placement', { spec })

  it('says where it runs, in the grid’s groups', () => {
    expect(place({})).toMatchObject({
      total: 9,
      runs: 8,
      reasons: [{ nodes: 1, reason: { kind: 'taint', taint: { key: 'full' } } }],
      groups: [
        { role: 'infra', zone: '', runs: 0, names: ['i'], firsts: Int32Array.of(0) },
        { role: 'worker', zone: 'a', runs: 4 },
        { role: 'worker', zone: 'b', runs: 4 },
      ],
    })
  })

  it('counts every reason, most nodes first, and names the first of each node', () => {
    const { reasons, groups } = place(ssd.template)
    expect(reasons.map(({ reason, nodes }) => [reason.kind, nodes])).toEqual([
      ['nodeSelector', 9],
      ['taint', 1],
    ])
    expect(groups[0]).toMatchObject({ names: ['i'], firsts: Int32Array.of(0) })
    expect(groups[1]).toMatchObject({ names: ['w-0', 'w-1', 'w-2', 'w-3'] })
    expect([...(groups[1]?.firsts ?? [])]).toEqual([0, 0, 0, 0])
  })
})

describe('the cluster’s words', () => {
  // A legal label.
  const proto = Object.fromEntries([['__proto__', '1']])

  it('are labels, taints, namespaces and DaemonSets with their counts', () => {
    const sources = sourcesOf(
      [
        aNode('a', { labels: { disk: 'ssd', ...proto }, taints: full }),
        aNode('b', { labels: { disk: 'hdd' }, taints: [{ ...full[0]!, timeAdded: 'today' }] }),
        aNode('c', { labels: { disk: 'hdd' } }),
      ],
      [aDaemonSet('e'), aDaemonSet('d', { namespace: 'a' })],
      [],
    )
    sources.model.replaceNamespaces([
      { metadata: { name: 'z', uid: 'z' }, status: { phase: 'Terminating' } },
      { metadata: { name: 'a', uid: 'a' } },
    ])
    expect(answerTo(sources, 'vocabulary', {})).toEqual({
      labels: [
        { key: '__proto__', nodes: 1, values: [{ value: '1', nodes: 1 }] },
        {
          key: 'disk',
          nodes: 3,
          values: [
            { value: 'hdd', nodes: 2 },
            { value: 'ssd', nodes: 1 },
          ],
        },
      ],
      taints: [{ taint: { key: 'full', effect: 'NoSchedule' }, nodes: 2 }],
      namespaces: [
        { name: 'a', terminating: false },
        { name: 'z', terminating: true },
      ],
      daemonSets: ['a/d', 'default/e'],
    })
  })
})

describe('DaemonSets', () => {
  const sources = sourcesOf(
    [aNode('a'), aNode('b')],
    [aDaemonSet('e', ssd), aDaemonSet('d')],
    [aPod('d', 'a')],
  )

  it('are counted over all nodes', () => {
    expect(answerTo(sources, 'daemonSets', {})).toMatchObject([
      { daemonSet: { metadata: { name: 'd' } }, counts: { ready: 1, missing: 1 } },
      { daemonSet: { metadata: { name: 'e' } }, counts: { notTargeted: 2 } },
    ])
  })

  it('are counted without the nodes that are not ready, which are said beside', () => {
    const more = sourcesOf([aNode('a'), aNode('b', { ready: false })], [aDaemonSet('d')], [])
    const view = answerTo(more, 'daemonSet', { namespace: 'default', name: 'd' })
    expect(view).toMatchObject({ counts: { missing: 1 }, nodesNotReady: 1 })
  })

  it('one of them is found by name', () => {
    const view = (name: string) => answerTo(sources, 'daemonSet', { namespace: 'default', name })
    expect(view('d').counts).toMatchObject({ ready: 1, missing: 1 })
    expect(view('gone')).toMatchObject({ daemonSet: undefined, counts: { ready: 0 } })
  })
})
