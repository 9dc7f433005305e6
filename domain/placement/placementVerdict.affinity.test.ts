import { describe, expect, it } from 'vitest'
import type { Labels, NodeSelectorRequirement, NodeSelectorTerm } from '../k8s/objects.ts'
import { affinity, expression, fields, node, outcome } from './placementVerdict.test-kit.ts'

describe('required node affinity', () => {
  it.each<[string, NodeSelectorTerm, Labels, string]>([
    ['In, present', expression('disk', 'In', 'ssd', 'nvme'), { disk: 'nvme' }, 'runs'],
    ['In, other value', expression('disk', 'In', 'ssd'), { disk: 'hdd' }, 'leaves'],
    ['In, absent', expression('disk', 'In', 'ssd'), {}, 'leaves'],
    ['In, empty value against absent', expression('disk', 'In', ''), {}, 'leaves'],
    ['NotIn, absent: matches', expression('disk', 'NotIn', 'hdd'), {}, 'runs'],
    ['NotIn, other value', expression('disk', 'NotIn', 'hdd'), { disk: 'ssd' }, 'runs'],
    ['NotIn, that value', expression('disk', 'NotIn', 'hdd'), { disk: 'hdd' }, 'leaves'],
    ['Exists, empty label', expression('disk', 'Exists'), { disk: '' }, 'runs'],
    ['Exists, absent', expression('disk', 'Exists'), {}, 'leaves'],
    ['DoesNotExist, absent', expression('disk', 'DoesNotExist'), {}, 'runs'],
    ['DoesNotExist, empty label', expression('disk', 'DoesNotExist'), { disk: '' }, 'leaves'],
    ['Gt, greater', expression('size', 'Gt', '5'), { size: '6' }, 'runs'],
    ['Gt is strict', expression('size', 'Gt', '5'), { size: '5' }, 'leaves'],
    ['Gt, absent', expression('size', 'Gt', '5'), {}, 'leaves'],
    ['Gt compares numbers, not text', expression('size', 'Gt', '9'), { size: '10' }, 'runs'],
    ['Gt, leading zeros are decimal', expression('size', 'Gt', '007'), { size: '8' }, 'runs'],
    ['Gt, a label that is no number', expression('size', 'Gt', '5'), { size: '6x' }, 'leaves'],
    ['Lt, a label that is no number', expression('size', 'Lt', '5'), { size: 'x' }, 'leaves'],
    ['Lt, less', expression('size', 'Lt', '5'), { size: '4' }, 'runs'],
    [
      'Lt, exact at the edge of 64 bits',
      expression('size', 'Lt', '9223372036854775807'),
      { size: '9223372036854775806' },
      'runs',
    ],
    [
      'Gt, a label beyond 64 bits is no number',
      expression('size', 'Gt', '5'),
      { size: '9223372036854775808' },
      'leaves',
    ],
  ])('%s', (_, term, labels, expected) => {
    expect(outcome(affinity(term), node(labels))).toBe(expected)
  })

  it.each<[string, NodeSelectorTerm]>([
    ['an unknown operator', expression('disk', 'Near', 'ssd')],
    ['an operator in the wrong case', expression('disk', 'in', 'ssd')],
    ['In without values', expression('disk', 'In')],
    ['NotIn without values', expression('disk', 'NotIn')],
    ['Exists with a value', expression('disk', 'Exists', 'ssd')],
    ['Gt with text', expression('disk', 'Gt', 'x')],
    ['Gt with two values', expression('disk', 'Gt', '1', '2')],
    ['Gt with a sign, which no label value has', expression('disk', 'Gt', '-5')],
    ['Gt beyond 64 bits', expression('disk', 'Gt', '9223372036854775808')],
    ['a key that is no label', expression('not a key', 'DoesNotExist')],
    ['a value that is no label value', expression('disk', 'NotIn', 'a b')],
    ['matchFields with two values', fields('In', ['node-1', 'node-2'])],
    ['matchFields without a value', fields('NotIn', [])],
    ['matchFields with Exists', fields('Exists', [])],
  ])('%s cannot be read: the term matches no node, its neighbours still count', (_, term) => {
    expect(outcome(affinity(term), node({ disk: 'ssd' }))).toBe('leaves')
    expect(outcome(affinity(term, expression('disk', 'Exists')), node({ disk: 'ssd' }))).toBe(
      'runs',
    )
    const matchExpressions = [{ key: 'disk', operator: 'Exists' }, ...(term.matchExpressions ?? [])]
    expect(outcome(affinity({ ...term, matchExpressions }), node({ disk: 'ssd' }))).toBe('leaves')
  })

  it('wants all requirements of one term', () => {
    const both: readonly NodeSelectorRequirement[] = [
      { key: 'disk', operator: 'Exists' },
      { key: 'zone', operator: 'In', values: ['a'] },
    ]
    expect(outcome(affinity({ matchExpressions: both }), node({ disk: '', zone: 'a' }))).toBe(
      'runs',
    )
    expect(outcome(affinity({ matchExpressions: both }), node({ disk: '', zone: 'b' }))).toBe(
      'leaves',
    )
  })

  it('wants one of the terms', () => {
    const spec = affinity(expression('zone', 'In', 'a'), expression('zone', 'In', 'b'))
    expect(outcome(spec, node({ zone: 'b' }))).toBe('runs')
    expect(outcome(spec, node({ zone: 'c' }))).toBe('leaves')
  })

  it('without terms matches nothing, whether null or empty', () => {
    expect(outcome(affinity(), node())).toBe('leaves')
    const none = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: null } }
    expect(outcome({ affinity: { nodeAffinity: none } }, node())).toBe('leaves')
    const absent = { requiredDuringSchedulingIgnoredDuringExecution: {} }
    expect(outcome({ affinity: { nodeAffinity: absent } }, node())).toBe('leaves')
  })

  it('an empty term matches nothing, and leaves the others alone', () => {
    expect(outcome(affinity({}), node())).toBe('leaves')
    expect(outcome(affinity({ matchExpressions: [], matchFields: [] }), node())).toBe('leaves')
    expect(outcome(affinity({}, expression('disk', 'DoesNotExist')), node())).toBe('runs')
  })

  it('is wanted beside the node selector', () => {
    const spec = { ...affinity(expression('zone', 'In', 'a')), nodeSelector: { disk: 'ssd' } }
    expect(outcome(spec, node({ zone: 'a', disk: 'ssd' }))).toBe('runs')
    expect(outcome(spec, node({ zone: 'a' }))).toBe('leaves')
    expect(outcome(spec, node({ disk: 'ssd' }))).toBe('leaves')
  })
})

describe('matchFields', () => {
  it.each<[string, NodeSelectorTerm, string]>([
    ['the node’s name', fields('In', ['node-1']), 'runs'],
    ['another name', fields('In', ['node-2']), 'leaves'],
    ['not another name', fields('NotIn', ['node-2']), 'runs'],
    ['not the node’s name', fields('NotIn', ['node-1']), 'leaves'],
    ['an unknown field reads as empty', fields('In', [''], 'spec.unschedulable'), 'runs'],
    [
      'an unknown field is not what it is called',
      fields('In', ['true'], 'spec.unschedulable'),
      'leaves',
    ],
    ['an unknown field is not anything', fields('NotIn', ['true'], 'spec.unschedulable'), 'runs'],
  ])('%s', (_, term, expected) => {
    expect(outcome(affinity(term), node())).toBe(expected)
  })

  it('and matchExpressions of one term are both wanted', () => {
    const term = { ...fields('In', ['node-1']), ...expression('disk', 'Exists') }
    expect(outcome(affinity(term), node({ disk: '' }))).toBe('runs')
    expect(outcome(affinity(term), node())).toBe('leaves')
  })
})
