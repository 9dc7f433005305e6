import { describe, expect, it } from 'vitest'
import { shortRatio } from './shortRatio.ts'

describe('ready/desired in a column', () => {
  it('stands as it is where it fits', () => {
    expect(shortRatio(42, 44, 36)).toBe('42/44')
    expect(shortRatio(480, 480, 60)).toBe('480/480')
  })

  it('becomes a percentage where it does not', () => {
    expect(shortRatio(480, 480, 36)).toBe('100%')
    expect(shortRatio(2500, 5000, 36)).toBe('50%')
  })

  it('says 100 % only of all', () => {
    expect(shortRatio(4999, 5000, 36)).toBe('99.9%')
    expect(shortRatio(5000, 5000, 36)).toBe('100%')
    expect(shortRatio(1, 5000, 36)).toBe('0%')
  })
})
