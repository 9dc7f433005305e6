import type { Scenario } from './scenario.test-kit.ts'
import { allWell } from './stage.test-kit.ts'

const requiring = (...nodeSelectorTerms: readonly object[]) => ({
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  },
})

const labelComes: Scenario = {
  title: 'a node that gets the selected label gets a Pod, and loses it with the label',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    const nodeSelector = { scenario: s.namespace, disk: 'ssd' }
    await s.create('agent', {}, { nodeSelector })
    await s.changeNode('b', { metadata: { labels: { disk: 'ssd' } } })
    await s.eventually(() => s.placement('agent'), { b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.changeNode('b', { metadata: { labels: { disk: 'hdd' } } })
    await s.eventually(() => s.placement('agent'), {})
    await s.eventually(() => s.counts('agent'), {})
  },
}

const affinity: Scenario = {
  title:
    'required node affinity chooses by In, NotIn, Exists, DoesNotExist, Gt and Lt; its terms are alternatives',
  play: async (s) => {
    await s.nodes(['a'], { labels: { size: '3' } })
    await s.nodes(['b'], { labels: { size: '12', gpu: '' } })
    await s.nodes(['c'], { labels: { zone: 'x' } })
    await s.nodes(['d'], { labels: { zone: 'y', size: 'large' } })
    const own = { key: 'scenario', operator: 'In', values: [s.namespace] }
    const of = (...matchExpressions: readonly object[]) =>
      requiring({ matchExpressions: [own, ...matchExpressions] })
    const wanted: readonly (readonly [string, object, readonly string[]])[] = [
      ['greater', of({ key: 'size', operator: 'Gt', values: ['3'] }), ['b']],
      ['less', of({ key: 'size', operator: 'Lt', values: ['12'] }), ['a']],
      ['not-in', of({ key: 'zone', operator: 'NotIn', values: ['x'] }), ['a', 'b', 'd']],
      ['exists', of({ key: 'gpu', operator: 'Exists' }), ['b']],
      ['absent', of({ key: 'size', operator: 'DoesNotExist' }), ['c']],
      [
        'either',
        requiring(
          { matchExpressions: [own, { key: 'zone', operator: 'In', values: ['x'] }] },
          { matchFields: [{ key: 'metadata.name', operator: 'In', values: [s.node('a')] }] },
        ),
        ['a', 'c'],
      ],
    ]
    for (const [name, pod] of wanted) await s.create(name, {}, { ...pod, nodeSelector: {} })
    for (const [name, , nodes] of wanted) {
      const expected = Object.fromEntries(nodes.map((node) => [node, '1 Ready']))
      await s.eventually(() => s.placement(name), expected)
      await s.eventually(() => s.counts(name), allWell(nodes.length))
    }
  },
}

const unparsable: Scenario = {
  title:
    'an affinity term that cannot be understood matches nothing, silently; its neighbour still counts',
  play: async (s) => {
    await s.nodes(['a'], { labels: { size: '3' } })
    const own = { key: 'scenario', operator: 'In', values: [s.namespace] }
    const broken = { matchExpressions: [own, { key: 'size', operator: 'Gt', values: ['x'] }] }
    await s.create('none', {}, requiring(broken))
    await s.create('some', {}, requiring(broken, { matchExpressions: [own] }))
    await s.eventually(() => s.placement('some'), { a: '1 Ready' })
    await s.eventually(() => s.counts('none'), {})
    await s.rest()
    await s.eventually(() => s.placement('none'), {})
  },
}

const templateMoves: Scenario = {
  title:
    'a changed nodeSelector of the template moves all Pods at once, whatever maxUnavailable says',
  play: async (s) => {
    await s.nodes(['a', 'b', 'c'])
    await s.nodes(['d'], { labels: { pool: 'infra' } })
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(4))
    const nodeSelector = { pool: 'infra' }
    await s.change('agent', { spec: { template: { spec: { nodeSelector } } } })
    await s.eventually(() => s.placement('agent'), { d: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const nodeJoins: Scenario = {
  title: 'a node that joins gets a Pod',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.nodes(['b'])
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(2))
  },
}

const nodeLeaves: Scenario = {
  title: 'the Pod of a Node that is deleted goes too, in time',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.admin.delete(s.nodePath('b'))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' }, 110_000)
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const fixedNode: Scenario = {
  title: 'a template with a nodeName runs on that node alone',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent', {}, { nodeName: s.node('b') })
    await s.eventually(() => s.placement('agent'), { b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const nothingMatches: Scenario = {
  title: 'a DaemonSet that selects no node is content with no Pods',
  play: async (s) => {
    await s.create('agent', {}, { nodeSelector: { nobody: 'has-this' } })
    await s.eventually(() => s.counts('agent'), {})
    await s.rest()
    await s.eventually(() => s.placement('agent'), {})
    await s.eventually(() => s.history('agent'), ['1 1'])
  },
}

export const placing: readonly Scenario[] = [
  labelComes,
  affinity,
  unparsable,
  templateMoves,
  nodeJoins,
  nodeLeaves,
  fixedNode,
  nothingMatches,
]
