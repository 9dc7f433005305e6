import { describe, expect, it } from 'vitest'
import { fakeNode, placementOn } from './fakeLive.test-kit.ts'
import { byKind, nodesPassing, placementSummary, validFilter } from './placementSummary.ts'

const gpu = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }
const nodes = [
  fakeNode('w-0', { zone: 'a' }),
  fakeNode('w-1', { zone: 'b' }),
  fakeNode('w-2'),
  fakeNode('gpu-0', { zone: 'a' }, [gpu]),
  fakeNode('gpu-1', { zone: 'b' }, [gpu]),
]

describe('a placement in numbers', () => {
  const view = placementOn(nodes, { nodeSelector: { zone: 'a' } })
  const summary = placementSummary(view)

  it('adds up to all nodes, though some have two reasons', () => {
    const excluded = summary.items.reduce((sum, item) => sum + item.nodes, 0)
    expect(summary.runs + excluded).toBe(summary.total)
    expect(summary.items.map(({ key, nodes: own, all }) => ({ key, own, all }))).toEqual([
      { key: 'nodeSelector zone=a', own: 3, all: 3 },
      { key: 'taint nvidia.com/gpu=present:NoSchedule', own: 1, all: 2 },
    ])
  })

  it('groups the reasons by kind, taints first', () => {
    expect(byKind(summary.items).map(({ kind, nodes: count }) => [kind, count])).toEqual([
      ['taint', 1],
      ['nodeSelector', 3],
    ])
  })

  it('has no reasons where every node runs it', () => {
    const everywhere = placementSummary(placementOn(nodes.slice(0, 3), {}))
    expect(everywhere).toMatchObject({ total: 3, runs: 3, items: [] })
  })

  const shown = (filter: Parameters<typeof nodesPassing>[0]) =>
    view.groups.flatMap((group) => {
      const { names, firsts } = nodesPassing(filter, group, view, summary.keys)
      expect(firsts).toHaveLength(names.length)
      return names
    })

  it('filters by what runs, by kind, and by one reason', () => {
    expect(shown({ by: 'all' })).toHaveLength(5)
    expect(shown({ by: 'runs' })).toEqual(['w-0'])
    expect(shown({ by: 'kind', kind: 'nodeSelector' })).toEqual(['gpu-1', 'w-1', 'w-2'])
    expect(shown({ by: 'reason', key: 'taint nvidia.com/gpu=present:NoSchedule' })).toEqual([
      'gpu-0',
    ])
  })

  it('drops a filter whose reason has been solved', () => {
    const solved = placementSummary(placementOn(nodes, {}))
    const key = 'nodeSelector zone=a'
    expect(validFilter({ by: 'reason', key }, summary)).toEqual({ by: 'reason', key })
    expect(validFilter({ by: 'reason', key }, solved)).toEqual({ by: 'all' })
    expect(validFilter({ by: 'kind', kind: 'nodeSelector' }, solved)).toEqual({ by: 'all' })
  })
})
