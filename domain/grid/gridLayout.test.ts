import { describe, expect, it } from 'vitest'
import type { Node, Pod } from '../k8s/objects.ts'
import { GridLayouts } from './gridLayouts.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPod,
  columnNames,
  everything,
  inZone,
  rowNames,
  wholeGrid,
} from './grid.test-kit.ts'

const waiting: Partial<Pod> = { ready: false }
const failing: Partial<Pod> = { phase: 'Failed', ready: false }

function names(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
}

/** Nodes with a Ready Pod each, but for those named. */
function readyModel(nodes: readonly Node[], others: Readonly<Record<string, Partial<Pod>>> = {}) {
  const pods = nodes.map(({ metadata }) => aPod('d', metadata.name, others[metadata.name]))
  return aModel(nodes, [aDaemonSet('d')], pods)
}

describe('the order of rows', () => {
  it('by name counts as people do', () => {
    const model = readyModel(['n-10', 'n-9', 'n-1', 'm-2'].map((name) => aNode(name)))
    expect(rowNames(wholeGrid(model))).toEqual(['m-2', 'n-1', 'n-9', 'n-10'])
  })

  it('by age begins with the newest', () => {
    const model = readyModel([
      aNode('a', { created: '2026-01-01T00:00:00Z' }),
      aNode('b', { created: '2026-03-01T00:00:00Z' }),
    ])
    expect(rowNames(wholeGrid(model, { sort: 'age' }))).toEqual(['b', 'a'])
  })

  it('by problems begins with nodes that are not ready, then the worst state', () => {
    const nodes = [aNode('a'), aNode('b'), aNode('c', { ready: false }), aNode('d')]
    const model = readyModel(nodes, { b: failing, d: waiting })
    expect(rowNames(wholeGrid(model, { sort: 'problems' }))).toEqual(['c', 'b', 'a', 'd'])
  })

  it('stays as it is while problems come and go, and says that it would be another', () => {
    const model = readyModel(
      names(3, 'n').map((name) => aNode(name)),
      { 'n-2': failing },
    )
    const layouts = new GridLayouts(model)
    const grid = (query = {}) => wholeGrid(model, { sort: 'problems', ...query }, layouts)
    expect(rowNames(grid())).toEqual(['n-2', 'n-0', 'n-1'])
    expect(grid().orderChanged).toBe(false)
    model.applyPods([aPod('d', 'n-1', failing), aPod('d', 'n-2')], [])
    expect(rowNames(grid())).toEqual(['n-2', 'n-0', 'n-1'])
    expect(grid().orderChanged).toBe(true)
    expect(rowNames(grid({ order: 1 }))).toEqual(['n-1', 'n-0', 'n-2'])
    expect(grid({ order: 1 }).orderChanged).toBe(false)
  })

  it('a question that nobody asked for a while is put in order anew', () => {
    const model = readyModel(
      names(2, 'n').map((name) => aNode(name)),
      { 'n-1': failing },
    )
    const layouts = new GridLayouts(model)
    const query = { ...everything, sort: 'problems' } as const
    wholeGrid(model, query, layouts)
    model.applyPods([aPod('d', 'n-1')], [])
    layouts.keepOnly([query])
    expect(rowNames(wholeGrid(model, query, layouts))).toEqual(['n-1', 'n-0'])
    layouts.keepOnly([everything])
    expect(rowNames(wholeGrid(model, query, layouts))).toEqual(['n-0', 'n-1'])
  })

  it('columns stand by namespace, by name, or by problems', () => {
    const daemonSets = [
      aDaemonSet('b', { namespace: 'kube' }),
      aDaemonSet('a', { namespace: 'kube-system' }),
      aDaemonSet('c', { namespace: 'kube' }),
    ]
    const model = aModel([aNode('n')], daemonSets, [aPod('a', 'n'), aPod('b', 'n')])
    const order = (sortColumns: 'namespace' | 'name' | 'problems') =>
      columnNames(wholeGrid(model, { sortColumns }))
    expect(order('namespace')).toEqual(['b', 'c', 'a'])
    expect(order('name')).toEqual(['a', 'b', 'c'])
    expect(order('problems')).toEqual(['c', 'b', 'a'])
  })
})

describe('groups', () => {
  const nodes = [
    ...names(4, 'worker-a').map((name) => aNode(name, { labels: inZone('worker', 'a') })),
    ...names(4, 'worker-b').map((name) => aNode(name, { labels: inZone('worker', 'b') })),
    ...names(2, 'infra').map((name) => aNode(name, { labels: inZone('infra', 'a') })),
    aNode('gpu', { labels: { ...inZone('gpu', 'b'), 'node-role.kubernetes.io/worker': '' } }),
    aNode('cp', { labels: inZone('control-plane', 'a') }),
    aNode('plain'),
  ]
  const groups = (groupBy: string) =>
    wholeGrid(readyModel(nodes), { groupBy }).rows.flatMap((row) =>
      row.kind === 'group' ? [[...row.values, row.nodes]] : [],
    )

  it('are roles in their usual order, divided by zone from 8 nodes on', () => {
    expect(groups('role,zone')).toEqual([
      ['control-plane', 1],
      ['infra', 2],
      ['gpu', 1],
      ['worker', 1],
      ['worker', 'a', 4],
      ['worker', 'b', 4],
    ])
    expect(groups('role')).toEqual([
      ['control-plane', 1],
      ['infra', 2],
      ['gpu', 1],
      ['worker', 9],
    ])
  })

  it('are the values of any label, nodes without it last', () => {
    expect(groups('topology.kubernetes.io/zone')).toEqual([
      ['a', 7],
      ['b', 5],
      ['', 1],
    ])
  })

  it('are open in a small cluster, and closed by a toggle', () => {
    const frame = wholeGrid(readyModel(nodes), { groupBy: 'role', toggled: ['worker', 'infra'] })
    expect(rowNames(frame)).toEqual([
      '[control-plane]',
      'cp',
      '[infra]',
      '[gpu]',
      'gpu',
      '[worker]',
    ])
    expect(frame.groupRows).toEqual([0, 2, 3, 5])
  })

  it('their rows add up their nodes', () => {
    const model = readyModel(nodes, { 'infra-1': failing })
    model.applyNodes([aNode('infra-0', { labels: inZone('infra', 'a'), ready: false })], [])
    const infra = wholeGrid(model, { groupBy: 'role' }).rows.find(
      (row) => row.kind === 'group' && row.key === 'infra',
    )
    expect(infra).toMatchObject({ nodes: 2, notReady: 1, ready: 1, desired: 2, open: true })
    const counts = { failing: 1, ready: 0, outdated: 0 }
    expect(infra?.cells).toMatchObject([{ ready: 1, desired: 2, counts }])
  })
})

describe('more than 200 nodes', () => {
  const nodes = [
    ...names(150, 'big').map((name) => aNode(name, { labels: inZone('big', 'a') })),
    ...names(100, 'calm').map((name) => aNode(name, { labels: inZone('calm', 'a') })),
  ]
  const query = { groupBy: 'role' }

  it('groups start closed, those with problems first', () => {
    const frame = wholeGrid(readyModel(nodes, { 'calm-3': failing }), query)
    expect(rowNames(frame)).toEqual(['[calm]', '[big]'])
  })

  it('filters that leave fewer open them', () => {
    const frame = wholeGrid(readyModel(nodes), { ...query, nodeName: 'calm-1' })
    expect(frame.rowCount).toBe(12)
  })

  it('an open group folds the nodes without a problem, and a toggle unfolds them', () => {
    const model = readyModel(nodes, { 'calm-3': failing, 'calm-7': failing })
    const folded = wholeGrid(model, { ...query, toggled: ['calm'] })
    expect(rowNames(folded)).toEqual(['[calm]', 'calm-3', 'calm-7', '[calm/fold]', '[big]'])
    expect(folded.rows[3]).toMatchObject({ kind: 'fold', nodes: 98, ready: 98, open: false })
    expect(folded.rows[0]).toMatchObject({ nodes: 100, ready: 98, desired: 100 })
    const unfolded = wholeGrid(model, { ...query, toggled: ['calm', 'calm/fold'] })
    expect(unfolded.rowCount).toBe(103)
  })

  it('a group without problems isn’t folded, and doesn’t fold while it is open', () => {
    const model = readyModel(nodes)
    const layouts = new GridLayouts(model)
    const open = { ...query, toggled: ['calm'] }
    expect(wholeGrid(model, open, layouts).rowCount).toBe(102)
    model.applyPods([aPod('d', 'calm-3', failing)], [])
    expect(wholeGrid(model, open, layouts).rowCount).toBe(102)
    wholeGrid(model, query, layouts)
    layouts.keepOnly([{ ...everything, ...query }])
    expect(wholeGrid(model, open, layouts).rowCount).toBe(4)
  })

  it('a new problem leaves the fold, one that is solved stays outside', () => {
    const model = readyModel(nodes, { 'calm-3': failing })
    const layouts = new GridLayouts(model)
    const open = { ...query, toggled: ['calm'] }
    wholeGrid(model, open, layouts)
    model.applyPods([aPod('d', 'calm-3'), aPod('d', 'calm-9', failing)], [])
    const frame = wholeGrid(model, open, layouts)
    expect(rowNames(frame).slice(0, 4)).toEqual(['[calm]', 'calm-3', 'calm-9', '[calm/fold]'])
    expect(frame.orderChanged).toBe(true)
  })

  it('groups stay where they are while problems come and go', () => {
    const model = readyModel(nodes)
    const layouts = new GridLayouts(model)
    expect(rowNames(wholeGrid(model, query, layouts))).toEqual(['[big]', '[calm]'])
    model.applyPods([aPod('d', 'calm-3', failing)], [])
    const frame = wholeGrid(model, query, layouts)
    expect(rowNames(frame)).toEqual(['[big]', '[calm]'])
    expect(frame.orderChanged).toBe(true)
  })

  it('are put in order when the Pods become known', () => {
    const model = readyModel(nodes)
    model.replacePods([], false)
    const layouts = new GridLayouts(model)
    wholeGrid(model, query, layouts)
    model.replacePods([aPod('d', 'calm-3', failing), ...nodes.slice(0, 150).map(onNode)])
    expect(rowNames(wholeGrid(model, query, layouts))).toEqual(['[big]', '[calm]'].toReversed())
  })
})

function onNode({ metadata }: Node): Pod {
  return aPod('d', metadata.name)
}

describe('the number of a layout', () => {
  it('stays while cells change, and rises with rows, columns and their order', () => {
    const model = readyModel([aNode('a'), aNode('b')])
    const layouts = new GridLayouts(model)
    const number = () => wholeGrid(model, {}, layouts).layout
    const first = number()
    model.applyPods([aPod('d', 'a', failing)], [])
    expect(number()).toBe(first)
    model.applyNodes([aNode('c')], [])
    const second = number()
    expect(second).toBeGreaterThan(first)
    model.applyDaemonSets([aDaemonSet('e')], [])
    expect(number()).toBeGreaterThan(second)
  })

  it('is another for another question', () => {
    const model = readyModel([aNode('a'), aNode('b')])
    const layouts = new GridLayouts(model)
    const all = wholeGrid(model, {}, layouts).layout
    expect(wholeGrid(model, { nodeName: 'a' }, layouts).layout).not.toBe(all)
    expect(wholeGrid(model, {}, layouts).layout).toBe(all)
  })

  it('rises when a node takes the place of another', () => {
    const model = readyModel([aNode('a')])
    const layouts = new GridLayouts(model)
    const first = wholeGrid(model, {}, layouts).layout
    model.applyNodes([aNode('a', { uid: 'second' })], [])
    expect(wholeGrid(model, {}, layouts).layout).toBeGreaterThan(first)
  })
})
