import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Labels } from '../k8s/objects.ts'
import type { Flavour } from './clusterFlavour.ts'
import { compilePlacement } from './compilePlacement.ts'
import { node } from './placementVerdict.test-kit.ts'
import { verdictBits } from './placementVerdict.ts'
import { validNode, validPlacement } from './placements.test-kit.ts'
import { aProject, withUnknownDefault } from './project.test-kit.ts'
import { compileProject, narrowedBits, projectEffect, type Refusal } from './projectEffect.ts'
import { projectSelectorFix } from './projectSelectorFix.ts'
import type { ProjectSelector } from './projectSelector.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

/** A project whose selector is this text, in the annotation that the flavour reads. */
function project(flavour: Flavour, text: string): ProjectSelector {
  return aProject(flavour, { [flavour === 'openshift' ? 'openshift' : 'kubernetes']: text })
}

function effectOn(project: ProjectSelector, spec: PlacementSpec, facts: NodeFacts): string {
  return projectEffect(
    compileProject(project, spec),
    facts,
    verdictBits(compilePlacement(spec), facts),
  )
}

function refusal(project: ProjectSelector, nodeSelector: Labels): Refusal | undefined {
  return compileProject(project, { nodeSelector }).refusal
}

const ssd = node({ disk: 'ssd' })
const hdd = node({ disk: 'hdd' })
const taint = { key: 'dedicated', effect: 'NoSchedule' }

describe('OpenShift’s controller', () => {
  it('hides the nodes that the project’s selector does not match', () => {
    expect(effectOn(project('openshift', 'disk=ssd'), {}, hdd)).toBe('hidden')
    expect(effectOn(project('openshift', 'disk=ssd'), {}, ssd)).toBe('none')
  })

  it('reads sets and negations, which only the creation of Pods stumbles over', () => {
    expect(effectOn(project('openshift', 'disk notin (ssd)'), {}, ssd)).toBe('hidden')
    expect(effectOn(project('openshift', 'disk notin (ssd)'), {}, hdd)).toBe('refused')
  })

  it('hides every node where template and project want different values', () => {
    const spec = { nodeSelector: { disk: 'ssd' } }
    expect(effectOn(project('openshift', 'disk=hdd'), spec, ssd)).toBe('hidden')
    expect(effectOn(project('openshift', 'disk=hdd'), spec, hdd)).toBe('none')
  })

  it('ignores a selector that it cannot read, but no Pod can be created', () => {
    expect(effectOn(project('openshift', 'a=b=c'), {}, ssd)).toBe('refused')
  })

  it('leaves the Pod where the template’s own verdict is only that it may stay', () => {
    const facts = node({ disk: 'hdd' }, taint)
    const compiled = compileProject(project('openshift', 'disk=ssd'), {})
    const bits = verdictBits(compilePlacement({}), facts)
    expect(bits).toBe(2)
    expect(narrowedBits(compiled, facts, bits)).toBe(2)
    expect(narrowedBits(compiled, hdd, 3)).toBe(0)
    expect(narrowedBits(compiled, ssd, 3)).toBe(3)
  })
})

describe('Kubernetes’ controller beside PodNodeSelector', () => {
  it('makes a Pod that stays Pending where the project’s selector does not match', () => {
    const selector = project('podNodeSelector', 'disk=ssd')
    expect(effectOn(selector, {}, hdd)).toBe('stranded')
    expect(effectOn(selector, {}, ssd)).toBe('none')
    expect(narrowedBits(compileProject(selector, {}), hdd, 3)).toBe(3)
  })

  it('makes one again and again where the template names the node', () => {
    expect(effectOn(project('podNodeSelector', 'disk=ssd'), { nodeName: 'node-1' }, hdd)).toBe(
      'rejected',
    )
  })

  it('strands nothing where the template’s own nodeSelector says the same', () => {
    const spec = { nodeSelector: { disk: 'ssd' } }
    expect(effectOn(project('podNodeSelector', 'disk=ssd'), spec, hdd)).toBe('none')
    expect(effectOn(project('podNodeSelector', 'disk=ssd'), spec, ssd)).toBe('none')
  })

  it('can create no Pod anywhere where the two want different values', () => {
    const selector = project('podNodeSelector', 'disk=hdd')
    const spec = { nodeSelector: { disk: 'ssd' } }
    expect(effectOn(selector, spec, ssd)).toBe('refused')
    expect(effectOn(selector, spec, hdd)).toBe('none')
  })

  it('can create no Pod where admission cannot read the selector', () => {
    expect(effectOn(project('podNodeSelector', 'disk in (ssd)'), {}, ssd)).toBe('refused')
  })
})

describe('a refusal', () => {
  it('names each label with both values, and the API server’s text', () => {
    const nodeSelector = { disk: 'ssd', zone: 'a', arch: 'arm64' }
    const conflicts = [
      { key: 'disk', project: 'hdd', template: 'ssd' },
      { key: 'zone', project: '', template: 'a' },
    ]
    expect(refusal(project('podNodeSelector', 'disk=hdd,zone=,arch=arm64'), nodeSelector)).toEqual({
      kind: 'conflict',
      conflicts,
      message: 'pod node label selector conflicts with its namespace node label selector',
    })
    expect(refusal(project('openshift', 'disk=hdd'), nodeSelector)?.message).toBe(
      'pod node label selector conflicts with its project node label selector',
    )
    expect(refusal(aProject('openshift', { kubernetes: 'disk=hdd' }), nodeSelector)?.message).toBe(
      'pod node label selector conflicts with its namespace node label selector',
    )
  })

  it('is not made of labels that objects of JavaScript have by themselves', () => {
    expect(refusal(project('podNodeSelector', 'constructor=a'), {})).toBeUndefined()
  })

  it('carries the reason why a selector cannot be read', () => {
    expect(refusal(project('podNodeSelector', 'disk'), {})).toEqual({
      kind: 'unreadable',
      message: 'invalid selector: [disk]',
    })
  })
})

describe('a project’s selector', () => {
  it('does nothing to nodes that the template does not want', () => {
    const spec = { nodeSelector: { disk: 'ssd' } }
    for (const flavour of ['openshift', 'podNodeSelector'] as const) {
      expect(effectOn(project(flavour, 'zone=a'), spec, hdd)).toBe('none')
      expect(effectOn(project(flavour, 'zone=a'), {}, node({}, taint))).toBe('none')
    }
  })

  it('does nothing where it is empty or nothing acts on it', () => {
    expect(effectOn(project('openshift', ''), {}, hdd)).toBe('none')
    expect(effectOn(project('podNodeSelector', ''), {}, hdd)).toBe('none')
    expect(effectOn(project('none', 'disk=ssd'), {}, hdd)).toBe('none')
  })

  it('that is not known has unknown effects, and narrows nothing', () => {
    const unknown = withUnknownDefault('openshift')
    expect(effectOn(unknown, {}, hdd)).toBe('unknown')
    expect(narrowedBits(compileProject(unknown, {}), hdd, 3)).toBe(3)
  })
})

const pair = fc
  .tuple(fc.constantFrom('disk', 'zone', 'constructor'), fc.constantFrom('', 'ssd', 'a', '5'))
  .map(([key, value]) => `${key}=${value}`)
const plainText = fc
  .uniqueArray(pair, { maxLength: 2, selector: (text) => text.split('=')[0] })
  .map((pairs) => pairs.join(','))

/** The template with the project's selector merged into it, as admission merges it into a Pod. */
function mergedSpec(spec: PlacementSpec, pairs: Labels): PlacementSpec {
  const entries = [...Object.entries(pairs), ...Object.entries(spec.nodeSelector ?? {})]
  return { ...spec, nodeSelector: Object.fromEntries(entries) }
}

function pairsOf(text: string): Labels {
  const parts = text === '' ? [] : text.split(',')
  return Object.fromEntries(parts.map((part) => part.split('=')))
}

describe('for every template, node and project', () => {
  it('a Pod gets its place exactly where the template with the merged selector fits', () => {
    fc.assert(
      fc.property(validPlacement, validNode, plainText, (spec, facts, text) => {
        const bits = verdictBits(compilePlacement(spec), facts)
        fc.pre(bits === 3)
        const merged = verdictBits(compilePlacement(mergedSpec(spec, pairsOf(text))), facts)
        for (const flavour of ['openshift', 'podNodeSelector'] as const) {
          const compiled = compileProject(project(flavour, text), spec)
          const effect = projectEffect(compiled, facts, bits)
          if (flavour === 'podNodeSelector' && compiled.refusal !== undefined) {
            expect(effect).toBe('refused')
          } else {
            expect(effect === 'none').toBe(merged === 3 && compiled.refusal === undefined)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('the template’s fix leaves no node where a Pod would be refused or would wait', () => {
    fc.assert(
      fc.property(validPlacement, validNode, plainText, (spec, facts, text) => {
        const selector = project('podNodeSelector', text)
        const fixes = projectSelectorFix(compileProject(selector, spec), {
          namespace: 'shop',
          name: 'agent',
        })
        const fix = fixes.find(({ target }) => target === 'template')
        const added = fix?.target === 'template' ? fix.patch.spec.template.spec.nodeSelector : {}
        const nodeSelector = { ...spec.nodeSelector, ...added }
        expect(effectOn(selector, { ...spec, nodeSelector }, facts)).toBe('none')
      }),
      { numRuns: 1000 },
    )
  })
})
