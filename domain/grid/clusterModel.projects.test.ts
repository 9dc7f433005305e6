import { describe, expect, it } from 'vitest'
import type { Labels, Namespace } from '../k8s/objects.ts'
import { projectAnnotations } from '../placement/projectSelector.ts'
import type { ClusterModel } from './clusterModel.ts'
import { aDaemonSet, aModel, aNode, aPod, stateOf } from './grid.test-kit.ts'

const ssd = { disk: 'ssd' }
const openshift = { flavour: 'openshift', clusterDefault: '' } as const
const wantsSsd = { [projectAnnotations.openshift]: 'disk=ssd' }

function aNamespace(annotations: Labels = {}): Namespace {
  return { metadata: { name: 'default', uid: 'default', annotations } }
}

/** One node that the project's selector matches, and one that it does not; a Pod on the second. */
function aCluster(annotations: Labels = wantsSsd): ClusterModel {
  const nodes = [aNode('fast', { labels: ssd }), aNode('slow')]
  const model = aModel(nodes, [aDaemonSet('d')], [aPod('d', 'slow')])
  model.replaceNamespaces([aNamespace(annotations)])
  return model
}

const states = (model: ClusterModel) => [stateOf(model, 'd', 'fast'), stateOf(model, 'd', 'slow')]

describe('on OpenShift the grid', () => {
  it('wants no Pods where the project’s node selector does not match', () => {
    const model = aCluster()
    model.setProjectRules(openshift)
    expect(states(model)).toEqual(['missing', 'misscheduled'])
  })

  it('follows the annotation of the namespace, and the default where there is none', () => {
    const model = aCluster()
    model.setProjectRules({ flavour: 'openshift', clusterDefault: 'disk=hdd' })
    model.applyNamespaces([aNamespace({ [projectAnnotations.openshift]: '' })], [])
    expect(states(model)).toEqual(['missing', 'ready'])
    model.applyNamespaces([aNamespace()], [])
    expect(states(model)).toEqual(['notTargeted', 'misscheduled'])
    model.setProjectRules(openshift)
    expect(states(model)).toEqual(['missing', 'ready'])
  })

  it('follows a DaemonSet that comes later, and a template that changes', () => {
    const model = aCluster()
    model.setProjectRules(openshift)
    model.applyDaemonSets([aDaemonSet('late')], [])
    expect(stateOf(model, 'late', 'slow')).toBe('notTargeted')
    const template = { nodeSelector: { disk: 'hdd' } }
    model.applyDaemonSets([aDaemonSet('late', { template, generation: 2 })], [])
    expect(stateOf(model, 'late', 'fast')).toBe('notTargeted')
  })

  it('takes a namespace that cannot be read for one without a selector', () => {
    const model = aCluster()
    model.setProjectRules(openshift)
    model.replaceNamespaces([])
    expect(states(model)).toEqual(['missing', 'ready'])
  })

  it('keeps the newer namespace when the older one of its name goes after it', () => {
    const model = aCluster({})
    model.setProjectRules(openshift)
    const newer = { metadata: { name: 'default', uid: 'newer', annotations: wantsSsd } }
    model.applyNamespaces([newer], [])
    model.applyNamespaces([], ['default'])
    expect(states(model)).toEqual(['missing', 'misscheduled'])
  })
})

describe('elsewhere the grid', () => {
  it('says what Kubernetes’ controller does, which knows nothing of projects', () => {
    expect(states(aCluster())).toEqual(['missing', 'ready'])
    const model = aCluster({ [projectAnnotations.kubernetes]: 'disk=ssd' })
    model.setProjectRules({ flavour: 'podNodeSelector', clusterDefault: undefined })
    expect(states(model)).toEqual(['missing', 'ready'])
  })

  it('calls an update only where a verdict may have changed', () => {
    const model = aCluster()
    model.setProjectRules(openshift)
    const { daemonSets } = model.versions
    model.applyNamespaces([aNamespace({ ...wantsSsd, note: 'x' })], [])
    model.setProjectRules({ ...openshift })
    expect(model.versions.daemonSets).toBe(daemonSets)
  })
})
