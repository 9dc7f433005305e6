import { describe, expect, it } from 'vitest'
import { parseInt64 } from './int64.ts'

describe('parseInt64', () => {
  it.each([
    ['0', 0],
    ['42', 42],
    ['-7', -7],
    ['+7', 7],
    ['007', 7],
    ['999999999999999', 999_999_999_999_999],
    ['9223372036854775807', 9_223_372_036_854_775_807n],
    ['-9223372036854775808', -9_223_372_036_854_775_808n],
    [`${'0'.repeat(60)}5`, 5],
  ])('reads %s', (text, number) => {
    expect(parseInt64(text)).toBe(number)
  })

  it.each([
    '',
    '+',
    '-',
    '1_000',
    '0x10',
    '1.0',
    '1e3',
    ' 1',
    '1 ',
    '١',
    '9223372036854775808',
    '-9223372036854775809',
  ])('refuses %j, which Go cannot read into 64 bits', (text) => {
    expect(parseInt64(text)).toBeUndefined()
  })

  it('compares exactly where a double would round', () => {
    const large = parseInt64('9223372036854775807')!
    const almost = parseInt64('9223372036854775806')!
    expect(large > almost).toBe(true)
    expect(parseInt64('5')! < large).toBe(true)
  })
})
