import { describe, expect, it } from 'vitest'
import { decodeCell } from './cell.ts'
import { cellSiblings } from './cellSiblings.ts'
import type { ClusterModel } from './clusterModel.ts'
import { gridFrame } from './gridFrame.ts'
import { GridLayouts } from './gridLayouts.ts'
import { gridMap } from './gridMap.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPod,
  aRevision,
  everything,
  inZone,
  wholeGrid,
} from './grid.test-kit.ts'

const failing = { phase: 'Failed', ready: false }

describe('a frame', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((name) => aNode(name))
  const daemonSets = ['p', 'q', 'r'].map((name) => aDaemonSet(name))
  const model = aModel(nodes, daemonSets, [aPod('q', 'b'), aPod('r', 'b')])
  const layout = new GridLayouts(model).of(everything)

  it('holds the window’s rows and columns, with the indices of the whole', () => {
    const window = { firstRow: 1, lastRow: 3, firstColumn: 1, lastColumn: 2 }
    const frame = gridFrame(model, layout, window)
    expect(frame).toMatchObject({ window, rowCount: 4, columnCount: 3 })
    expect(frame.columns).toMatchObject([{ index: 1, name: 'q', ready: 1, desired: 4 }])
    expect(frame.rows).toMatchObject([
      { index: 1, name: 'b', ready: 2, desired: 3 },
      { index: 2, name: 'c', ready: 0, desired: 3 },
    ])
    const cells = frame.rows.flatMap((row) => (row.kind === 'node' ? row.cells : []))
    expect(cells.map((cell) => decodeCell(cell).state)).toEqual(['ready', 'missing'])
  })

  it('holds only what is there of a window that reaches beyond', () => {
    const window = { firstRow: 3, lastRow: 90, firstColumn: -5, lastColumn: 90 }
    const frame = gridFrame(model, layout, window)
    expect(frame.window).toEqual({ firstRow: 3, lastRow: 4, firstColumn: 0, lastColumn: 3 })
    const beyond = { firstRow: 90, lastRow: 95, firstColumn: 0, lastColumn: 1 }
    expect(gridFrame(model, layout, beyond).rows).toEqual([])
  })

  it('says the roles, zone and what is unusual of a node', () => {
    const labels = { ...inZone('infra', 'z'), 'node-role.kubernetes.io/worker': '' }
    const node = aNode('n', { labels, cordoned: true, ready: false })
    expect(wholeGrid(aModel([node], [], [])).rows).toMatchObject([
      {
        role: 'infra',
        roles: ['infra', 'worker'],
        zone: 'z',
        notReady: true,
        badges: [{ kind: 'notReady', since: Date.UTC(2026, 0, 1) }, { kind: 'cordoned' }],
      },
    ])
  })

  it('says a suffix once that all names share from a dot on', () => {
    const suffixOf = (...names: readonly string[]) =>
      wholeGrid(
        aModel(
          names.map((name) => aNode(name)),
          [],
          [],
        ),
      ).nameSuffix
    expect(suffixOf('a1.prod.example.com', 'b1.prod.example.com')).toBe('.prod.example.com')
    expect(suffixOf('a.x.prod.example.com', 'b.y.prod.example.com')).toBe('.prod.example.com')
    expect(suffixOf('node-1', 'node-11')).toBe('')
    expect(suffixOf('a.example.com')).toBe('')
  })
})

describe('a node that is not ready', () => {
  const sick = { labels: {}, ready: false }

  it('counts in no state, but in desired where it is wanted, as in Kubernetes', () => {
    const model = aModel(
      [aNode('a'), aNode('b', sick)],
      [aDaemonSet('d')],
      [aPod('d', 'a'), aPod('d', 'b', failing)],
    )
    const { columns, totals } = wholeGrid(model)
    expect(totals).toMatchObject({ ready: 1, failing: 0 })
    expect(columns[0]).toMatchObject({ ready: 1, desired: 2, counts: { failing: 0 } })
  })

  it('leaves desired where its taint repels', () => {
    const taints = [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]
    const model = aModel([aNode('b', { ...sick, taints })], [aDaemonSet('d')], [aPod('d', 'b')])
    const { columns, totals, rows } = wholeGrid(model)
    expect(columns[0]).toMatchObject({ ready: 0, desired: 0 })
    expect(totals.misscheduled).toBe(0)
    expect(rows[0]).toMatchObject({ notReady: true, ready: 0, desired: 0 })
  })
})

describe('a rollout', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((name) => aNode(name))

  function model(status: object, revisions: readonly string[]): ClusterModel {
    const observed = { observedGeneration: 1, desiredNumberScheduled: 4, ...status }
    const daemonSet = aDaemonSet('d', { status: observed })
    const pods = nodes.map(({ metadata }, index) =>
      aPod('d', metadata.name, { revision: revisions[index] ?? '' }),
    )
    const cluster = aModel(nodes, [daemonSet], pods)
    cluster.replaceControllerRevisions([aRevision('d', 1, 'old'), aRevision('d', 2, 'new')])
    return cluster
  }

  it('says the updated part while old Pods are being replaced', () => {
    const cluster = model({ updatedNumberScheduled: 1 }, ['new', 'old', 'old', 'old'])
    expect(wholeGrid(cluster).columns[0]?.rollout).toBe(0.25)
    expect(wholeGrid(cluster).totals.outdated).toBe(3)
  })

  it('is none when Pods are missing, or all are updated', () => {
    const done = model({ updatedNumberScheduled: 4 }, ['new', 'new', 'new', 'new'])
    expect(wholeGrid(done).columns[0]?.rollout).toBeUndefined()
    const missing = model({ updatedNumberScheduled: 3 }, ['new', 'new', 'new', 'new'])
    missing.applyPods([], ['pod-d-a'])
    expect(wholeGrid(missing).columns[0]?.rollout).toBeUndefined()
  })
})

describe('the map', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((name) => aNode(name, { labels: inZone('worker', 'z') }))
  const pods = [aPod('p', 'a'), aPod('p', 'b', failing), aPod('p', 'c'), aPod('p', 'd')]
  const elsewhere = aDaemonSet('q', { template: { nodeName: 'c' } })

  function picture(height: number, query = {}, some = pods) {
    const model = aModel(nodes, [aDaemonSet('p'), elsewhere], [...some, aPod('q', 'c')])
    return gridMap(model, new GridLayouts(model).of({ ...everything, ...query }), height)
  }

  it('shows each cell’s state where there is room', () => {
    const map = picture(100)
    expect(map).toMatchObject({ height: 4, columnCount: 2, rowCount: 4 })
    expect([...map.pixels]).toEqual([7, 0, 1, 0, 7, 7, 7, 0])
  })

  it('never averages a problem away', () => {
    expect([...picture(2).pixels]).toEqual([1, 0, 7, 7])
    expect([...picture(1).pixels]).toEqual([1, 7])
  })

  it('shows a gap for an open group, the worst of a closed one', () => {
    const open = picture(100, { groupBy: 'role' })
    expect([...open.pixels].slice(0, 4)).toEqual([0, 0, 7, 0])
    expect(open.groups).toEqual([{ label: 'worker', from: 0, to: 5 }])
    const closed = picture(100, { groupBy: 'role', toggled: ['worker'] })
    expect([...closed.pixels]).toEqual([1, 7])
  })

  it('has a mark of its own for Pods on nodes that are not ready', () => {
    const model = aModel([aNode('a', { ready: false })], [aDaemonSet('p')], pods)
    expect([...gridMap(model, new GridLayouts(model).of(everything), 10).pixels]).toEqual([9])
  })

  it('of nothing is empty', () => {
    const model = aModel([], [], [])
    expect(gridMap(model, new GridLayouts(model).of(everything), 10)).toMatchObject({
      height: 0,
      pixels: new Uint8Array(),
    })
  })
})

describe('the cells of the same state', () => {
  const nodes = ['a', 'b', 'c'].map((name) => aNode(name))
  const model = aModel(nodes, [aDaemonSet('p'), aDaemonSet('q')], [aPod('p', 'b')])

  function siblings(node: string, daemonSet: string, query = {}) {
    const row = model.nodeNamed(node)!
    const column = model.daemonSetNamed('default', daemonSet)!
    const layout = new GridLayouts(model).of({ ...everything, ...query })
    const { previous, next, ...rest } = cellSiblings(model, layout, {
      node: row,
      daemonSet: column,
    })
    return { ...rest, previous: previous?.node.name, next: next?.node.name }
  }

  it('follow each other row by row', () => {
    expect(siblings('b', 'q')).toEqual({ position: 3, of: 5, previous: 'a', next: 'c' })
    expect(siblings('b', 'p')).toEqual({
      position: 1,
      of: 1,
      previous: undefined,
      next: undefined,
    })
  })

  it('say that the filters hide the cell', () => {
    expect(siblings('b', 'q', { nodeName: 'c' })).toMatchObject({ position: 0, of: 2 })
  })
})
