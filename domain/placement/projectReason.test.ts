import { expect, it } from 'vitest'
import { node } from './placementVerdict.test-kit.ts'
import { aProject, withUnknownDefault } from './project.test-kit.ts'
import { compileProject } from './projectEffect.ts'
import { projectReason } from './projectReason.ts'
import type { ProjectSelector } from './projectSelector.ts'

const hdd = node({ disk: 'hdd' })
const reasonOn = (project: ProjectSelector, nodeSelector = {}) =>
  projectReason(compileProject(project, { nodeSelector }), hdd, 3)

it('names the selector that keeps the Pod away, and how', () => {
  const selector = 'disk=ssd'
  const openshift = aProject('openshift', { openshift: selector })
  const plugin = aProject('podNodeSelector', { kubernetes: selector })
  expect(reasonOn(openshift)).toEqual({ kind: 'projectHidden', selector })
  expect(reasonOn(plugin)).toEqual({ kind: 'projectStranded', selector })
  expect(reasonOn(plugin, { disk: 'hdd' })).toEqual({ kind: 'projectRefused', selector })
})

it('is none where the node matches, and where the selector is not known', () => {
  expect(reasonOn(aProject('openshift', { openshift: 'disk=hdd' }))).toBeUndefined()
  expect(reasonOn(withUnknownDefault('openshift'))).toBeUndefined()
})
