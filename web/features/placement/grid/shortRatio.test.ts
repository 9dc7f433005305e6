import { describe, expect, it } from 'vitest'
import { shortRatio } from './shortRatio.ts'

describe('ready/desired in a column', () => {
  it('stands as it is where it fits', () => {
    expect(shortRatio(42, 44, 36)).toBe('42/44')
    expect(shortRatio(480, 480, 60)).toBe('480/480')
  })

  it('says how many are not Ready where it does not fit', () => {
    expect(shortRatio(4999, 5000, 36)).toBe('−1')
    expect(shortRatio(0, 5000, 36)).toBe('−5000')
  })

  it('says how many there are where all are Ready', () => {
    expect(shortRatio(5000, 5000, 36)).toBe('5000')
  })

  it('claims nothing before the Pods are known', () => {
    expect(shortRatio(undefined, 44, 60)).toBe('–/44')
    expect(shortRatio(undefined, 5000, 36)).toBe('5000')
  })
})
