import { describe, expect, it } from 'vitest'
import { labelSelectorLines } from './selectorLines.ts'

describe('labelSelectorLines', () => {
  it('prints every kind of requirement as kubectl does', () => {
    const selector = {
      matchLabels: { tier: 'log', app: 'agent' },
      matchExpressions: [
        { key: 'env', operator: 'In', values: ['prod', 'test'] },
        { key: 'old', operator: 'NotIn', values: ['yes'] },
        { key: 'named', operator: 'Exists' },
        { key: 'gone', operator: 'DoesNotExist' },
      ],
    }
    expect(labelSelectorLines(selector)).toEqual([
      'app=agent',
      'tier=log',
      'env in (prod,test)',
      'old notin (yes)',
      'named',
      '!gone',
    ])
  })

  it('is empty where there is no selector', () => {
    expect(labelSelectorLines(undefined)).toEqual([])
  })
})
