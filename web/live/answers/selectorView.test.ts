import { describe, expect, it } from 'vitest'
import { aDaemonSet, aModel, aNode, aPod } from '../../../domain/grid/grid.test-kit.ts'
import type { DaemonSet, Labels, Pod } from '../../../domain/k8s/objects.ts'
import { projectAnnotations } from '../../../domain/placement/projectSelector.ts'
import type { Ask } from '../views.ts'
import { selectorView } from './selectorView.ts'

/** A DaemonSet whose Pods have these labels. */
function labelled(name: string, labels: Labels, namespace = 'default'): DaemonSet {
  const { metadata } = aDaemonSet(name, { namespace })
  const template = { metadata: { labels }, spec: {} }
  return { metadata, spec: { selector: { matchLabels: labels }, template } }
}

/** A Pod that nothing controls. */
function orphan(name: string, node: string, some: Partial<Pod> = {}): Pod {
  const { owner: _, ...pod } = aPod('old', node)
  return { ...pod, uid: name, name, labels: { app: 'log' }, ...some }
}

const full = [
  { key: 'full', effect: 'NoSchedule' },
  { key: 'dead', effect: 'NoExecute' },
]
const log: Ask<'selector'> = {
  namespace: 'default',
  name: 'new',
  selector: { matchLabels: { app: 'log' } },
  templateLabels: { app: 'log', tier: 'node' },
  spec: {},
}

describe('a new DaemonSet’s selector overlaps', () => {
  const model = aModel(
    [],
    [
      labelled('same', { app: 'log' }),
      labelled('broader', { tier: 'node' }),
      labelled('unrelated', { k8s: 'dns' }),
      labelled('elsewhere', { app: 'log' }, 'other'),
      labelled('new', { app: 'log' }),
    ],
    [],
  )
  const names = (some: Partial<Ask<'selector'>>) =>
    selectorView({ model }, { ...log, ...some }).overlaps.first.map(({ name }) => name)

  it('with those of its namespace whose Pods it selects, or that select its Pods', () => {
    expect(selectorView({ model }, log).overlaps).toEqual({
      count: 2,
      first: [
        {
          name: 'broader',
          selectsTheirs: false,
          theySelectOurs: true,
          commonLabels: { app: 'log', tier: 'node' },
        },
        {
          name: 'same',
          selectsTheirs: true,
          theySelectOurs: true,
          commonLabels: { app: 'log' },
        },
      ],
    })
  })

  it('with none while it is empty or half typed', () => {
    expect(names({ selector: { matchLabels: {} } })).toEqual([])
    expect(names({ selector: { matchLabels: { app: 'lo' } }, templateLabels: {} })).toEqual([])
    expect(names({ selector: { matchLabels: { app: 'not a value' } } })).toEqual([])
  })
})

describe('a new DaemonSet adopts', () => {
  const nodes = [aNode('a', { labels: { disk: 'hdd' } }), aNode('b', { taints: full })]
  const pods = [
    orphan('old', 'a', { templateGeneration: '1' }),
    orphan('other', 'a', { labels: { app: 'dns' } }),
    orphan('unwanted', 'b'),
    aPod('controlled', 'a'),
  ]

  it('Pods without a controller, those that it deletes at once first', () => {
    const model = aModel(nodes, [], pods)
    expect(selectorView({ model }, log)).toMatchObject({
      podsKnown: true,
      adopted: {
        count: 2,
        deleted: 1,
        neverUpdated: 1,
        first: [
          { name: 'unwanted', node: 'b', deletedBecause: 'notWanted' },
          { name: 'old', node: 'a', deletedBecause: undefined, update: 'never' },
        ],
      },
    })
  })

  it('none that has got a controller, has lost its label or has gone', () => {
    const model = aModel(nodes, [], pods)
    const owner = { kind: 'ReplicaSet', name: 'r', uid: 'r' }
    model.applyPods([orphan('old', 'a', { owner })], ['unwanted'])
    expect(selectorView({ model }, log).adopted.count).toBe(0)
    model.applyPods([orphan('old', 'a'), orphan('young', 'a')], [])
    expect(selectorView({ model }, log).adopted.count).toBe(2)
    model.replacePods([])
    expect(selectorView({ model }, log).adopted.count).toBe(0)
  })

  it('and deletes those on nodes that OpenShift hides from it', () => {
    const model = aModel(nodes, [], pods)
    const annotations = { [projectAnnotations.openshift]: 'disk=ssd' }
    model.replaceNamespaces([{ metadata: { name: 'default', uid: 'default', annotations } }])
    model.setProjectRules({ flavour: 'openshift', clusterDefault: '' })
    expect(selectorView({ model }, log).adopted).toMatchObject({ deleted: 2 })
  })

  it('not more by name than can be read, and says that Pods are not known', () => {
    const model = aModel(nodes, [], [])
    const many = Array.from({ length: 30 }, (_, index) => orphan(`p-${index}`, 'a'))
    model.replacePods(many, false)
    const { podsKnown, adopted } = selectorView({ model }, log)
    expect(podsKnown).toBe(false)
    expect([adopted.count, adopted.deleted, adopted.first.length]).toEqual([30, 29, 20])
  })
})
