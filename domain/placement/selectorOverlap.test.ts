import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelSelectorMatches } from '../k8s/labelSelector.ts'
import type { Labels, LabelSelector, Pod } from '../k8s/objects.ts'
import {
  commonLabels,
  controlledPods,
  selectorFault,
  selectorOverlaps,
  type SelectingWorkload,
} from './selectorOverlap.ts'

function expression(key: string, operator: string, ...values: readonly string[]): LabelSelector {
  return { matchExpressions: [{ key, operator, values }] }
}

describe('a selector’s fault', () => {
  it('is none where it selects the template’s labels', () => {
    const selector = { matchLabels: { app: 'x' }, ...expression('old', 'DoesNotExist') }
    expect(selectorFault(selector, { app: 'x', tier: 'a' })).toBeUndefined()
  })

  it('names what the template’s labels do not meet', () => {
    const selector = { matchLabels: { app: 'x' }, ...expression('tier', 'In', 'b', 'a') }
    expect(selectorFault(selector, { app: 'y' })).toEqual({
      kind: 'mismatch',
      field: 'spec.template.metadata.labels',
      unmet: [
        { key: 'app', wants: 'app=x', has: 'y' },
        { key: 'tier', wants: 'tier in (a,b)', has: undefined },
      ],
    })
  })

  it('is that there is none, or that it is empty', () => {
    expect(selectorFault(undefined, {})).toEqual({ kind: 'missing', field: 'spec.selector' })
    expect(selectorFault({}, {})).toEqual({ kind: 'empty', field: 'spec.selector' })
    const empty = { matchLabels: {}, matchExpressions: [] }
    expect(selectorFault(empty, { app: 'x' })?.kind).toBe('empty')
  })

  it('is that Kubernetes cannot read it', () => {
    expect(selectorFault(expression('app', 'Like', 'x'), {})).toEqual({
      kind: 'unreadable',
      field: 'spec.selector',
      error: '"Like" is not a valid label selector operator',
    })
  })
})

describe('labels that two selectors have in common', () => {
  const app: LabelSelector = { matchLabels: { app: 'x' } }

  it.each<[string, LabelSelector, LabelSelector, Labels | undefined]>([
    ['the same label', app, app, { app: 'x' }],
    ['another value of it', app, { matchLabels: { app: 'y' } }, undefined],
    ['another label', app, { matchLabels: { tier: 'a' } }, { app: 'x', tier: 'a' }],
    ['everything', app, {}, { app: 'x' }],
    ['a value in a set', app, expression('app', 'In', 'y', 'x'), { app: 'x' }],
    ['not in the set', app, expression('app', 'NotIn', 'x'), undefined],
    ['the label has to be absent', app, expression('app', 'DoesNotExist'), undefined],
    [
      'sets that share one value',
      expression('app', 'In', 'a', 'b'),
      expression('app', 'In', 'b', 'c'),
      { app: 'b' },
    ],
    [
      'a set, and all of it excluded',
      expression('app', 'In', 'a', 'b'),
      expression('app', 'NotIn', 'a', 'b'),
      undefined,
    ],
    [
      'any value but some: there is always another',
      expression('app', 'Exists'),
      expression('app', 'NotIn', 'other-0', 'other-1'),
      { app: 'other-2' },
    ],
    [
      'excluded values alone: the label may be absent',
      expression('app', 'NotIn', 'a'),
      expression('app', 'NotIn', 'b'),
      {},
    ],
    [
      'a label named constructor',
      expression('constructor', 'DoesNotExist'),
      expression('constructor', 'Exists'),
      undefined,
    ],
  ])('%s', (_, a, b, expected) => {
    expect(commonLabels(a, b)).toEqual(expected)
    expect(commonLabels(b, a)).toEqual(expected)
  })

  it('do not exist for a selector that is missing or cannot be read', () => {
    expect(commonLabels(undefined, {})).toBeUndefined()
    expect(commonLabels(expression('app', 'In'), {})).toBeUndefined()
  })
})

const keys = ['app', 'tier', 'constructor'] as const
const values = ['', 'a', 'b', 'other-0'] as const
const labels = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values))
const anyExpression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
)
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 1 }),
  matchExpressions: fc.array(anyExpression, { maxLength: 3 }),
})

describe('for all selectors', () => {
  it('there is an overlap whenever some labels satisfy both', () => {
    fc.assert(
      fc.property(selector, selector, labels, (a, b, some) => {
        fc.pre(labelSelectorMatches(a, some) && labelSelectorMatches(b, some))
        expect(commonLabels(a, b)).toBeDefined()
      }),
      { numRuns: 1000 },
    )
  })

  it('the labels shown for an overlap satisfy both', () => {
    fc.assert(
      fc.property(selector, selector, (a, b) => {
        const common = commonLabels(a, b)
        fc.pre(common !== undefined)
        expect(labelSelectorMatches(a, common)).toBe(true)
        expect(labelSelectorMatches(b, common)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

function workload(name: string, app: Labels, more: Partial<SelectingWorkload> = {}) {
  const selector = { matchLabels: app }
  return { kind: 'DaemonSet', namespace: 'shop', name, selector, templateLabels: app, ...more }
}

describe('overlapping workloads', () => {
  const own = workload('agent', { app: 'x' })

  it('are told apart by who selects whose Pods', () => {
    const others = [
      workload('same', { app: 'x' }),
      workload('narrower', { app: 'x', tier: 'a' }),
      workload('wider', { app: 'z' }, { selector: expression('app', 'Exists') }),
      workload('unlikely', { tier: 'a' }),
      workload('apart', { app: 'y' }),
    ]
    const found = selectorOverlaps(own, others)
    expect(
      found.map(({ other, selectsTheirs, theySelectOurs }) => [
        other.name,
        selectsTheirs,
        theySelectOurs,
      ]),
    ).toEqual([
      ['same', true, true],
      ['narrower', true, false],
      ['wider', false, true],
      ['unlikely', false, false],
    ])
    expect(found[3]?.commonLabels).toEqual({ app: 'x', tier: 'a' })
  })

  it('are those of the same namespace, and never the workload itself', () => {
    const elsewhere = workload('other', { app: 'x' }, { namespace: 'elsewhere' })
    expect(selectorOverlaps(own, [elsewhere, own])).toEqual([])
  })

  it('can be of another kind with the same name', () => {
    const deployment = workload('agent', { app: 'x' }, { kind: 'Deployment' })
    expect(selectorOverlaps(own, [deployment])).toHaveLength(1)
  })
})

describe('Pods that another controller has', () => {
  function pod(name: string, more: Partial<Pod> = {}): Pod {
    const owner = { kind: 'DaemonSet', name: 'other', uid: 'uid-other' }
    const base = { namespace: 'shop', created: 0, phase: 'Running', ready: true, restarts: 0 }
    return { ...base, uid: `uid-${name}`, name, owner, ...more }
  }

  const templates = new Map([
    ['uid-other', { app: 'x' }],
    ['uid-third', { app: 'y' }],
  ])
  const selector = { matchLabels: { app: 'x' } }

  it('are found by the labels of their owner’s template, and unknown without one', () => {
    const pods = [
      pod('selected'),
      pod('not-selected', { owner: { kind: 'DaemonSet', name: 'third', uid: 'uid-third' } }),
      pod('unknown', { owner: { kind: 'ReplicaSet', name: 'web', uid: 'uid-web' } }),
      pod('elsewhere', { namespace: 'elsewhere' }),
      { ...pod('orphan'), owner: undefined } as unknown as Pod,
    ]
    const { selected, unknown } = controlledPods(selector, 'shop', pods, templates)
    expect(selected.map(({ name }) => name)).toEqual(['selected'])
    expect(unknown.map(({ name }) => name)).toEqual(['unknown'])
  })

  it('are judged by their own labels where these are known', () => {
    const pods = [pod('relabelled', { labels: { app: 'y' } })]
    expect(controlledPods(selector, 'shop', pods, templates).selected).toEqual([])
  })

  it('are none for a selector that selects nothing', () => {
    expect(controlledPods(undefined, 'shop', [pod('a')], templates)).toEqual({
      selected: [],
      unknown: [],
    })
  })
})
