import { describe, expect, it } from 'vitest'
import {
  labelSelectorMatches,
  labelSelectorRequirements,
  printLabelSelector,
} from './labelSelector.ts'

describe('labelSelectorMatches', () => {
  it('selects nothing without a selector, and everything with an empty one', () => {
    expect(labelSelectorMatches(undefined, { a: 'b' })).toBe(false)
    expect(labelSelectorMatches({}, { a: 'b' })).toBe(true)
    expect(labelSelectorMatches({ matchLabels: {}, matchExpressions: [] }, undefined)).toBe(true)
  })

  it('wants every label and every expression', () => {
    const selector = {
      matchLabels: { app: 'x' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
    }
    expect(labelSelectorMatches(selector, { app: 'x', tier: 'b' })).toBe(true)
    expect(labelSelectorMatches(selector, { app: 'x', tier: 'c' })).toBe(false)
    expect(labelSelectorMatches(selector, { tier: 'b' })).toBe(false)
  })

  it.each([
    ['NotIn', ['a'], {}, true],
    ['NotIn', ['a'], { k: 'a' }, false],
    ['Exists', undefined, { k: '' }, true],
    ['Exists', undefined, {}, false],
    ['DoesNotExist', [], {}, true],
    ['DoesNotExist', [], { k: '' }, false],
  ])('%s %j on %j: %s', (operator, values, labels, expected) => {
    const expression = { key: 'k', operator, ...(values === undefined ? {} : { values }) }
    expect(labelSelectorMatches({ matchExpressions: [expression] }, labels)).toBe(expected)
  })

  it('selects nothing with a selector that Kubernetes cannot read', () => {
    const broken = { matchExpressions: [{ key: 'k', operator: 'Gt', values: ['5'] }] }
    expect(labelSelectorMatches(broken, { k: '6' })).toBe(false)
    expect(labelSelectorRequirements(broken)).toEqual({
      error: '"Gt" is not a valid label selector operator',
    })
    expect(labelSelectorMatches({ matchLabels: { k: 'not valid' } }, { k: 'not valid' })).toBe(
      false,
    )
  })

  it('matches labels named as JavaScript’s own only where they are', () => {
    const selector = { matchLabels: { constructor: 'a' } }
    expect(labelSelectorMatches(selector, {})).toBe(false)
    expect(labelSelectorMatches(selector, { constructor: 'a' })).toBe(true)
  })
})

describe('printLabelSelector', () => {
  it('prints kubectl’s syntax', () => {
    const selector = {
      matchLabels: { app: 'x' },
      matchExpressions: [
        { key: 'tier', operator: 'NotIn', values: ['b', 'a'] },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    }
    expect(printLabelSelector(selector)).toBe('app=x,tier notin (a,b),!old')
  })
})
