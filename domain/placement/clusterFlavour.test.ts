import { describe, expect, it } from 'vitest'
import { clusterFlavour } from './clusterFlavour.ts'

describe('the flavour of a cluster', () => {
  it('is openshift where its configuration or its projects are served', () => {
    const groups = ['apps', 'route.openshift.io', 'project.openshift.io', 'config.openshift.io']
    expect(clusterFlavour(groups)).toEqual({
      flavour: 'openshift',
      because: 'openShiftGroups',
      groups: ['config.openshift.io', 'project.openshift.io'],
    })
    expect(clusterFlavour(['config.openshift.io']).flavour).toBe('openshift')
  })

  it('is not openshift for other groups of OpenShift, which it names', () => {
    expect(clusterFlavour(['security.openshift.io', 'apps', 'route.openshift.io'])).toEqual({
      flavour: 'none',
      because: 'otherOpenShiftGroups',
      groups: ['route.openshift.io', 'security.openshift.io'],
    })
  })

  it('is none elsewhere, and where the groups are not known', () => {
    const none = { flavour: 'none', groups: [] }
    expect(clusterFlavour(['apps', 'openshift.io.example.com'])).toEqual({
      ...none,
      because: 'noOpenShiftGroups',
    })
    expect(clusterFlavour(undefined)).toEqual({ ...none, because: 'groupsUnknown' })
  })

  it('can be set by hand, against what the groups say', () => {
    expect(clusterFlavour(['config.openshift.io'], 'podNodeSelector')).toEqual({
      flavour: 'podNodeSelector',
      because: 'setByHand',
      groups: [],
    })
  })
})
