import { describe, expect, it } from 'vitest'
import type { Labels } from '../k8s/objects.ts'
import { aProject, withUnknownDefault } from './project.test-kit.ts'
import { compileProject } from './projectEffect.ts'
import { projectSelector, type ProjectSelector } from './projectSelector.ts'
import { projectSelectorFix, type SelectorFix } from './projectSelectorFix.ts'

function fixes(project: ProjectSelector, nodeSelector: Labels = {}): readonly SelectorFix[] {
  const compiled = compileProject(project, { nodeSelector })
  return projectSelectorFix(compiled, { namespace: 'shop', name: 'agent' })
}

function commands(project: ProjectSelector, nodeSelector: Labels = {}): readonly string[] {
  return fixes(project, nodeSelector).map(({ command }) => command.join(' '))
}

describe('the fix for the namespace', () => {
  it('empties the annotation that the selector is from', () => {
    expect(fixes(aProject('openshift', { openshift: 'a=b' }))).toEqual([
      {
        target: 'namespace',
        patch: { metadata: { annotations: { 'openshift.io/node-selector': '' } } },
        command: [
          'oc',
          'annotate',
          'namespace',
          'shop',
          'openshift.io/node-selector=',
          '--overwrite',
        ],
      },
    ])
    expect(commands(aProject('openshift', { kubernetes: 'a=b' }))).toEqual([
      'oc annotate namespace shop scheduler.alpha.kubernetes.io/node-selector= --overwrite',
    ])
  })

  it('switches the cluster’s default off for this namespace, also one that is not known', () => {
    const forOpenShift = 'oc annotate namespace shop openshift.io/node-selector= --overwrite'
    expect(commands(aProject('openshift', {}, 'a=b'))).toEqual([forOpenShift])
    expect(commands(withUnknownDefault('openshift'))).toEqual([forOpenShift])
    expect(commands(aProject('podNodeSelector', {}, 'a=b'))[0]).toBe(
      'kubectl annotate namespace shop scheduler.alpha.kubernetes.io/node-selector= --overwrite',
    )
  })

  it('is the only one for a selector that admission cannot read', () => {
    const found = fixes(aProject('podNodeSelector', { kubernetes: 'a' }))
    expect(found.map(({ target }) => target)).toEqual(['namespace'])
  })
})

describe('the fix for the template', () => {
  it('says in the template what admission would add to its Pods', () => {
    const project = aProject('podNodeSelector', { kubernetes: 'disk=ssd,zone=a' })
    expect(fixes(project, { zone: 'a' })[1]).toEqual({
      target: 'template',
      patch: { spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } } },
      command: [
        'kubectl',
        'patch',
        'daemonset',
        'agent',
        '-n',
        'shop',
        '--type=merge',
        '-p',
        '{"spec":{"template":{"spec":{"nodeSelector":{"disk":"ssd"}}}}}',
      ],
    })
  })

  it('replaces the value that conflicts, on OpenShift too', () => {
    for (const project of [
      aProject('podNodeSelector', { kubernetes: 'disk=ssd' }),
      aProject('openshift', { openshift: 'disk=ssd' }),
    ]) {
      expect(fixes(project, { disk: 'hdd' })[1]?.patch).toEqual({
        spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } },
      })
    }
  })

  it('is not offered where it would change nothing', () => {
    const same = fixes(aProject('podNodeSelector', { kubernetes: 'disk=ssd' }), { disk: 'ssd' })
    expect(same.map(({ target }) => target)).toEqual(['namespace'])
    const hidden = fixes(aProject('openshift', { openshift: 'disk=ssd' }))
    expect(hidden.map(({ target }) => target)).toEqual(['namespace'])
  })
})

it('there is nothing to fix without a selector, or where the namespace cannot be read', () => {
  expect(fixes(aProject('openshift', { openshift: '' }))).toEqual([])
  expect(fixes(aProject('none', { openshift: 'a=b' }))).toEqual([])
  const unread = { flavour: 'openshift', namespace: undefined, clusterDefault: '' } as const
  expect(fixes(projectSelector(unread))).toEqual([])
})
