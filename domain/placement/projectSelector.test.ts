import { describe, expect, it } from 'vitest'
import { printRequirements } from '../k8s/parseLabelSelector.ts'
import { aProject, withUnknownDefault } from './project.test-kit.ts'
import { projectAnnotations, projectSelector, type ProjectSelector } from './projectSelector.ts'

const { openshift, kubernetes } = projectAnnotations

/** The selector and where it is from. */
function shown({ source, text }: ProjectSelector): string {
  const from = source.kind === 'annotation' ? source.annotation : source.kind
  return `${text ?? '?'} from ${from}`
}

describe('the selector that applies on OpenShift', () => {
  it('is the project’s annotation', () => {
    expect(shown(aProject('openshift', { openshift: 'a=b' }, 'c=d'))).toBe(`a=b from ${openshift}`)
  })

  it('is the cluster’s default without an annotation', () => {
    expect(shown(aProject('openshift', {}, 'c=d'))).toBe('c=d from default')
  })

  it('is none where the annotation is empty, whatever the default', () => {
    expect(shown(aProject('openshift', { openshift: '' }, 'c=d'))).toBe(` from ${openshift}`)
  })

  it('is Kubernetes’ annotation alone where there is one, even an empty one', () => {
    const both = { openshift: 'a=b', kubernetes: 'e=f' }
    expect(shown(aProject('openshift', both, 'c=d'))).toBe(`e=f from ${kubernetes}`)
    const emptied = { openshift: 'a=b', kubernetes: '' }
    expect(shown(aProject('openshift', emptied, 'c=d'))).toBe(` from ${kubernetes}`)
  })

  it('is not known where the default cannot be read, unless the project says it itself', () => {
    expect(shown(withUnknownDefault('openshift'))).toBe('? from default')
    expect(shown(withUnknownDefault('openshift', { openshift: '' }))).toBe(` from ${openshift}`)
  })

  it('may be any label selector', () => {
    const { requirements } = aProject('openshift', { openshift: 'zone in (b,a), !gpu' })
    expect(printRequirements(requirements)).toBe('!gpu,zone in (a,b)')
  })

  it('is ignored by the controller where it cannot be read', () => {
    expect(aProject('openshift', { openshift: 'a=b=c' }).requirements).toEqual([])
  })
})

describe('the selector that applies with PodNodeSelector', () => {
  it('is Kubernetes’ annotation, and OpenShift’s is nothing to it', () => {
    const both = { openshift: 'a=b', kubernetes: 'e=f' }
    expect(shown(aProject('podNodeSelector', both, 'c=d'))).toBe(`e=f from ${kubernetes}`)
    expect(shown(aProject('podNodeSelector', { openshift: 'a=b' }, 'c=d'))).toBe('c=d from default')
  })

  it('is none where the annotation is empty', () => {
    const project = aProject('podNodeSelector', { kubernetes: '' }, 'c=d')
    expect(shown(project)).toBe(` from ${kubernetes}`)
    expect(project.requirements).toEqual([])
  })

  it('is made of pairs only', () => {
    const { merged } = aProject('podNodeSelector', { kubernetes: 'zone in (a)' })
    expect(merged).toEqual({ error: 'invalid selector: [zone in (a)]' })
  })
})

describe('a selector', () => {
  it('is not known where the namespace cannot be read', () => {
    const input = { namespace: undefined, clusterDefault: 'c=d' }
    expect(shown(projectSelector({ ...input, flavour: 'openshift' }))).toBe('? from unknown')
    expect(shown(projectSelector({ ...input, flavour: 'none' }))).toBe(' from nothing')
  })

  it('is none where nothing acts on it', () => {
    const annotations = { openshift: 'a=b', kubernetes: 'e=f' }
    expect(shown(aProject('none', annotations, 'c=d'))).toBe(' from nothing')
  })

  it('made of blanks is none for OpenShift’s plugin, and unreadable for Kubernetes’', () => {
    expect(aProject('openshift', { openshift: ' ' }).merged).toEqual({ requirements: [] })
    expect(aProject('openshift', { kubernetes: ' ' }).merged).toHaveProperty('error')
    expect(aProject('podNodeSelector', { kubernetes: ' ' }).merged).toHaveProperty('error')
  })
})
