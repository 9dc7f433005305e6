import { describe, expect, it } from 'vitest'
import { aDaemonSet, aModel, aNode, aPod } from '../../../domain/grid/grid.test-kit.ts'
import type { PlacementChange } from '../views.ts'
import { whatIfView } from './whatIfView.ts'

const ssd = { template: { nodeSelector: { disk: 'ssd' } } }
const hdd = { template: { nodeSelector: { disk: 'hdd' } } }
const full = [{ key: 'full', effect: 'NoSchedule' }]

function ask(change: PlacementChange) {
  const model = aModel(
    [aNode('a', { labels: { disk: 'hdd' } }), aNode('b'), aNode('c', { taints: full })],
    [aDaemonSet('fast', ssd), aDaemonSet('slow', hdd), aDaemonSet('all')],
    [aPod('slow', 'a'), aPod('all', 'a'), aPod('all', 'b')],
  )
  return whatIfView({ model }, { change })
}

const cell = (name: string, node: string) => ({ namespace: 'default', name, node })
const none = { count: 0, first: [] }

describe('what labelling a node would do', () => {
  it('is the Pods that come and go there, of every DaemonSet', () => {
    expect(ask({ kind: 'nodeLabels', node: 'a', labels: { disk: 'ssd' } })).toEqual({
      found: true,
      added: { count: 1, first: [cell('fast', 'a')] },
      removed: { count: 1, first: [cell('slow', 'a')] },
      stranded: none,
      kept: 1,
    })
  })

  it('leaves out Pods that are being deleted already', () => {
    const model = aModel(
      [aNode('a', { labels: { disk: 'hdd' } })],
      [aDaemonSet('slow', hdd)],
      [aPod('slow', 'a', { deleted: 5 })],
    )
    const change = { kind: 'nodeLabels', node: 'a', labels: { disk: 'ssd' } } as const
    expect(whatIfView({ model }, { change })).toMatchObject({ removed: none, stranded: none })
  })

  it('says that there is no such node', () => {
    expect(ask({ kind: 'nodeLabels', node: 'x', labels: {} }).found).toBe(false)
  })
})

describe('what another template would do', () => {
  it('is the nodes that are gained and lost, and how many Pods a rollout replaces', () => {
    const tolerating = { tolerations: [{ key: 'full', operator: 'Exists' }] }
    expect(ask({ kind: 'template', ...cell('all', ''), spec: tolerating })).toMatchObject({
      added: { count: 1, first: [cell('all', 'c')] },
      removed: none,
      kept: 2,
    })
    expect(
      ask({ kind: 'template', ...cell('all', ''), spec: { nodeSelector: { disk: 'hdd' } } }),
    ).toMatchObject({ added: none, removed: { count: 1, first: [cell('all', 'b')] }, kept: 1 })
  })
})
