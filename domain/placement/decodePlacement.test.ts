import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeNodeFacts, decodePlacement } from './decodePlacement.ts'
import { placementVerdict } from './placementVerdict.ts'
import { anyNode, anyPlacement } from './placements.test-kit.ts'

function withSpec(spec: unknown): unknown {
  return { spec: { template: { spec } } }
}

/** The document with junk in the place of one of its values. */
function spoiled(document: unknown, at: number, junk: unknown): unknown {
  let count = 0
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    count++ === at ? junk : value,
  )
}

const answer = /^(true|false|(daemonSet|node)\S*: expected .*, found .*)$/

/** Whether the Pod should run there, or what is wrong with the input. */
function answerTo(daemonSet: unknown, node: unknown): string {
  const placement = decodePlacement(daemonSet)
  if ('error' in placement) return placement.error
  const facts = decodeNodeFacts(node)
  if ('error' in facts) return facts.error
  return String(placementVerdict(placement.placement, facts.facts).shouldRun)
}

describe('decodePlacement', () => {
  it('reads a manifest, and ignores what plays no part', () => {
    const decoded = decodePlacement(
      withSpec({
        containers: 7,
        hostNetwork: true,
        nodeSelector: { disk: 'ssd' },
        affinity: { podAffinity: 'anything' },
        tolerations: [{ key: 'gpu', operator: 'Exists', tolerationSeconds: 30 }],
      }),
    )
    expect(decoded).toEqual({
      placement: {
        nodeName: '',
        hostNetwork: true,
        nodeSelector: { disk: 'ssd' },
        tolerations: [{ key: 'gpu', operator: 'Exists', effect: '', tolerationSeconds: 30 }],
      },
    })
  })

  it.each([
    undefined,
    null,
    {},
    { spec: null },
    withSpec(null),
    withSpec({ affinity: null, tolerations: null }),
  ])('takes null and absent fields for not set: %j', (daemonSet) => {
    const decoded = decodePlacement(daemonSet)
    expect(decoded).toMatchObject({
      placement: { nodeName: '', nodeSelector: {}, tolerations: [] },
    })
    expect(decoded).not.toHaveProperty('placement.affinity')
  })

  it('keeps required affinity without terms apart from none: it matches nothing', () => {
    const required = { requiredDuringSchedulingIgnoredDuringExecution: {} }
    const decoded = decodePlacement(withSpec({ affinity: { nodeAffinity: required } }))
    if ('error' in decoded) throw new Error(decoded.error)
    const node = { name: 'n', labels: {}, taints: [] }
    expect(placementVerdict(decoded.placement, node).shouldRun).toBe(false)
  })

  it.each([
    [7, 'daemonSet: expected an object, found a value of type number'],
    [{ spec: [] }, 'daemonSet.spec: expected an object, found a list'],
    [
      withSpec({ nodeName: 7 }),
      'daemonSet.spec.template.spec.nodeName: expected a string, found a value of type number',
    ],
    [
      withSpec({ nodeSelector: { disk: true } }),
      'daemonSet.spec.template.spec.nodeSelector[disk]: expected a string, found a value of type boolean',
    ],
    [
      withSpec({ nodeSelector: ['disk'] }),
      'daemonSet.spec.template.spec.nodeSelector: expected an object of strings, found a list',
    ],
    [
      withSpec({ hostNetwork: 'yes' }),
      'daemonSet.spec.template.spec.hostNetwork: expected true or false, found a value of type string',
    ],
    [
      withSpec({ tolerations: {} }),
      'daemonSet.spec.template.spec.tolerations: expected a list, found a value of type object',
    ],
    [
      withSpec({ tolerations: [{}, { tolerationSeconds: 1.5 }] }),
      'daemonSet.spec.template.spec.tolerations[1].tolerationSeconds: expected an integer, found a value of type number',
    ],
  ])('says of %j which field is wrong', (daemonSet, error) => {
    expect(decodePlacement(daemonSet)).toEqual({ error })
  })

  it('never throws, whatever stands in the place of a value: a verdict, or an error that names the field', () => {
    const junk = [null, 7, -1.5, 'x', '', true, [], {}, [null], [[]], { a: null }]
    let inputs = 0
    fc.assert(
      fc.property(anyPlacement, anyNode, fc.nat(), (spec, { name, labels, taints }, seed) => {
        const pair = {
          daemonSet: withSpec(spec),
          node: { metadata: { name, labels }, spec: { taints } },
        }
        for (let at = 0; at < 42; at += 1) {
          const { daemonSet, node } = Object(spoiled(pair, at, junk[(seed + at) % junk.length]))
          inputs += 1
          if (!answer.test(answerTo(daemonSet, node)))
            throw new Error(JSON.stringify({ daemonSet, node }))
        }
      }),
      { numRuns: 2500 },
    )
    expect(inputs).toBeGreaterThan(100_000)
  })

  it('changes no verdict: a decoded manifest is the typed object', () => {
    fc.assert(
      fc.property(anyPlacement, anyNode, (spec, node) => {
        const decoded = decodePlacement(JSON.parse(JSON.stringify(withSpec(spec))))
        const { name, labels, taints } = node
        const facts = decodeNodeFacts(
          JSON.parse(JSON.stringify({ metadata: { name, labels }, spec: { taints } })),
        )
        if ('error' in decoded || 'error' in facts) throw new Error('not decoded')
        const { shouldRun, shouldContinueRunning } = placementVerdict(
          decoded.placement,
          facts.facts,
        )
        expect({ shouldRun, shouldContinueRunning }).toEqual({
          shouldRun: placementVerdict(spec, node).shouldRun,
          shouldContinueRunning: placementVerdict(spec, node).shouldContinueRunning,
        })
      }),
    )
  })
})

describe('decodeNodeFacts', () => {
  it('reads a label named __proto__ as a label', () => {
    const decoded = decodeNodeFacts(
      JSON.parse('{"metadata":{"name":"n","labels":{"__proto__":"x"}}}'),
    )
    if ('error' in decoded) throw new Error(decoded.error)
    expect(Object.entries(decoded.facts.labels)).toEqual([['__proto__', 'x']])
  })

  it('says which field is wrong', () => {
    expect(decodeNodeFacts({ spec: { taints: [{ key: 'a', effect: 1 }] } }, 'nodes[3]')).toEqual({
      error: 'nodes[3].spec.taints[0].effect: expected a string, found a value of type number',
    })
  })
})
