import { describe, expect, it } from 'vitest'
import { aModel, aNode } from '../../../domain/grid/grid.test-kit.ts'
import type { Labels, Namespace } from '../../../domain/k8s/objects.ts'
import type { Flavour } from '../../../domain/placement/clusterFlavour.ts'
import { projectAnnotations } from '../../../domain/placement/projectSelector.ts'
import { placementView } from './placementView.ts'

const full = { key: 'full', effect: 'NoSchedule' }

describe('reasons that the same change would solve', () => {
  const model = aModel(
    [
      aNode('a', { labels: { zone: 'b' }, taints: [{ ...full, timeAdded: 'today' }] }),
      aNode('b', { labels: { zone: 'b' }, taints: [{ ...full, timeAdded: 'yesterday' }] }),
    ],
    [],
    [],
  )
  const reasons = () => placementView({ model }, { spec: { nodeSelector: { zone: 'a' } } }).reasons

  it('are one, whatever a node has instead, and since whenever it has its taint', () => {
    expect(reasons()).toMatchObject([
      { nodes: 2, reason: { kind: 'nodeSelector', has: 'b' } },
      { nodes: 2, reason: { kind: 'taint', taint: full } },
    ])
    expect(reasons()[1]?.reason).not.toHaveProperty('taint.timeAdded')
  })

  it('name no value where the nodes have different ones', () => {
    model.applyNodes([aNode('c', { labels: { zone: 'c' } })], [])
    expect(reasons()[0]).toMatchObject({ nodes: 3, reason: { wants: 'a', has: undefined } })
  })

  it('are one reason for thousands of hostnames', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `n-${index}`)
    const nodes = names.map((name) => aNode(name, { labels: { 'kubernetes.io/hostname': name } }))
    const spec = { nodeSelector: { 'kubernetes.io/hostname': 'n-0' } }
    const view = placementView({ model: aModel(nodes, [], []) }, { spec })
    expect(view).toMatchObject({ runs: 1, reasons: [{ nodes: 4999 }] })
  })
})

describe('with a project’s node selector', () => {
  function ask(flavour: Flavour, annotations: Labels, spec = {}, namespace = 'shop') {
    const model = aModel(
      [
        aNode('fast', { labels: { disk: 'ssd' } }),
        aNode('slow', { labels: { disk: 'hdd' } }),
        aNode('full', { labels: { disk: 'hdd' }, taints: [full] }),
      ],
      [],
      [],
    )
    const shop: Namespace = { metadata: { name: 'shop', uid: 'shop', annotations } }
    model.replaceNamespaces([shop])
    model.setProjectRules({ flavour, clusterDefault: undefined })
    return placementView({ model }, { spec, namespace })
  }
  const openshift = { [projectAnnotations.openshift]: 'disk=ssd' }
  const kubernetes = { [projectAnnotations.kubernetes]: 'disk=ssd' }
  const shown = ({ runs, reasons }: ReturnType<typeof ask>) => ({
    runs,
    reasons: reasons.map(({ reason, nodes }) => [reason.kind, nodes]),
  })

  it('OpenShift hides the nodes that the template alone would want', () => {
    const reasons = [
      ['taint', 1],
      ['projectHidden', 1],
    ]
    const view = ask('openshift', openshift)
    expect(shown(view)).toEqual({ runs: 1, reasons })
    expect(view.project).toMatchObject({ text: 'disk=ssd', source: { kind: 'annotation' } })
  })

  it('the plugin leaves their Pods Pending, or refuses all', () => {
    expect(shown(ask('podNodeSelector', kubernetes))).toMatchObject({
      runs: 1,
      reasons: [
        ['taint', 1],
        ['projectStranded', 1],
      ],
    })
    const conflict = ask('podNodeSelector', kubernetes, { nodeSelector: { disk: 'hdd' } })
    expect(shown(conflict)).toMatchObject({ runs: 0 })
    expect(shown(conflict).reasons).toContainEqual(['projectRefused', 1])
  })

  it('counts as without it where it is not known, and says so', () => {
    const view = ask('openshift', {}, {}, 'elsewhere')
    expect(view).toMatchObject({ runs: 2, project: { source: { kind: 'unknown' } } })
    expect(ask('openshift', {}).project).toMatchObject({ source: { kind: 'default' } })
  })
})
