import { describe, expect, it } from 'vitest'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPod,
  columnNames,
  rowNames,
  wholeGrid,
} from './grid.test-kit.ts'

describe('filters', () => {
  const nodes = [
    aNode('web-1', { labels: { disk: 'ssd' } }),
    aNode('WEB-2'),
    aNode('db-1', { labels: { disk: 'hdd' } }),
  ]
  const daemonSets = [
    aDaemonSet('agent'),
    aDaemonSet('agent', { namespace: 'other', uid: 'other' }),
    aDaemonSet('proxy'),
  ]
  const model = aModel(nodes, daemonSets, [])
  const shown = (query: object) => rowNames(wholeGrid(model, query))

  it('find text in a node’s name, in any case', () => {
    expect(shown({ nodeName: ' web ' })).toEqual(['WEB-2', 'web-1'])
  })

  it('take label selectors as kubectl does', () => {
    expect(shown({ nodeLabels: 'disk' })).toEqual(['db-1', 'web-1'])
    expect(shown({ nodeLabels: 'disk notin (ssd)' })).toEqual(['WEB-2', 'db-1'])
  })

  it('name a selector that can’t be read, and hide nothing for it', () => {
    const frame = wholeGrid(model, { nodeLabels: 'disk in' })
    expect(frame.queryError).toMatchObject({ field: 'nodeLabels' })
    expect(frame.rowCount).toBe(3)
    expect(wholeGrid(model).queryError).toBeUndefined()
  })

  it('leave DaemonSets by name and namespace', () => {
    const frame = wholeGrid(model, { daemonSetName: 'AGENT', namespaces: ['other'] })
    expect(frame.columns.map(({ uid }) => uid)).toEqual(['other'])
    expect(frame.daemonSets).toEqual({ shown: 1, all: 3 })
    expect(frame.nodes).toEqual({ shown: 3, all: 3 })
  })
})

describe('filters by state', () => {
  const nodes = ['n-0', 'n-1', 'n-2'].map((name) => aNode(name))
  const pods = [
    aPod('d', 'n-0'),
    aPod('d', 'n-1', { phase: 'Failed', ready: false }),
    aPod('d', 'n-2'),
    ...nodes.map(({ metadata }) => aPod('e', metadata.name)),
  ]
  const model = aModel(nodes, [aDaemonSet('d'), aDaemonSet('e')], pods)

  it('leave the rows and columns that hold one of them, and the totals of all', () => {
    const frame = wholeGrid(model, { states: ['failing', 'missing'] })
    expect([rowNames(frame), columnNames(frame)]).toEqual([['n-1'], ['d']])
    expect(frame.totals).toMatchObject({ failing: 1, ready: 5 })
    expect(frame.columns[0]).toMatchObject({ ready: 0, desired: 1 })
  })

  it('only problems leaves what has one', () => {
    const frame = wholeGrid(model, { onlyProblems: true })
    expect([rowNames(frame), columnNames(frame)]).toEqual([['n-1'], ['d']])
  })

  it('only problems leaves a node that is not ready, with all DaemonSets where nothing else is wrong', () => {
    const sick = aModel([aNode('a', { ready: false }), aNode('b')], [aDaemonSet('d')], [])
    sick.applyPods([aPod('d', 'a'), aPod('d', 'b')], [])
    const frame = wholeGrid(sick, { onlyProblems: true })
    expect([rowNames(frame), columnNames(frame)]).toEqual([['a'], ['d']])
  })

  it('wait for the Pods', () => {
    const loading = aModel(nodes, [aDaemonSet('d')], [])
    loading.replacePods([], false)
    expect(wholeGrid(loading, { onlyProblems: true }).rowCount).toBe(3)
  })

  it('find outdated Pods', () => {
    expect(wholeGrid(model, { states: ['outdated'] }).rowCount).toBe(0)
  })
})
