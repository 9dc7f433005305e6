import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  printQuantity,
  quantityValue,
  type Quantity,
} from './quantity.ts'

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text)
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error}`)
  return parsed
}

describe('parseQuantity', () => {
  it.each([
    ['0', '0'],
    ['1.', '1'],
    ['.5', '500m'],
    ['+1', '1'],
    ['007', '7'],
    ['-', '0'],
    ['.', '0'],
    ['1.5', '1500m'],
    ['1000m', '1'],
    ['1E', '1E'],
    ['1E3', '1e3'],
    ['12e6', '12e6'],
    ['1e-3', '1e-3'],
    ['1.5Gi', '1536Mi'],
    ['1024Mi', '1Gi'],
    ['0.5Ki', '512'],
    ['1.1Ki', '1126400m'],
    ['0.1m', '100u'],
    ['1n', '1n'],
    ['0.0000000001', '1n'],
    ['-0.0000000001', '-1n'],
    ['1e-2000000000', '1e-9'],
    ['9999999Ei', '9223372036854775807'],
    ['123456789012345678901', '123456789012345678901'],
  ])('reads %s and prints %s', (text, printed) => {
    expect(printQuantity(quantity(text))).toBe(printed)
  })

  it.each([
    ['', /^quantities must match the regular expression/],
    ['1 Gi', /^quantities must match the regular expression/],
    ['0x10', /^quantities must match the regular expression/],
    ['1_0', /^quantities must match the regular expression/],
    ['1.2.3', /^quantities must match the regular expression/],
    ['1e1.5', /^quantities must match the regular expression/],
    ['1e3m', /^quantities must match the regular expression/],
    ['KB', /^quantities must match the regular expression/],
    ['1K', /^unable to parse quantity's suffix$/],
    ['1ki', /^unable to parse quantity's suffix$/],
    ['1e', /^unable to parse quantity's suffix$/],
    ['1Mi5', /^unable to parse quantity's suffix$/],
    ['.e-20', /^unable to parse numeric part of quantity$/],
  ])('refuses %j in Kubernetes’ words', (text, error) => {
    const parsed = parseQuantity(text)
    expect('error' in parsed ? parsed.error : '').toMatch(error)
  })

  it('answers at once for a long text that almost matches', () => {
    expect(parseQuantity(`${'1'.repeat(200_000)}x`)).toHaveProperty('error')
    expect(parseQuantity(`1${'e'.repeat(200_000)}x`)).toHaveProperty('error')
  })

  it('stays quick for exponents that no computer could write out', () => {
    const huge = quantity('1e2000000000')
    expect(printQuantity(huge)).toBe('100e1999999998')
    expect(compareQuantities(huge, quantity('1Ei'))).toBe(1)
    expect(compareQuantities(quantity('1e-2000000000'), quantity('1Ei'))).toBe(-1)
  })
})

describe('arithmetic', () => {
  it('rounds up to whole units and to thousandths', () => {
    expect(quantityValue(quantity('1.5'))).toBe(2n)
    expect(quantityValue(quantity('1.5'), -3)).toBe(1500n)
    expect(quantityValue(quantity('1.1Ki'))).toBe(1127n)
    expect(quantityValue(quantity('100u'), -3)).toBe(1n)
    expect(quantityValue(quantity('1Gi'))).toBe(1_073_741_824n)
    expect(quantityValue(quantity('2e3'))).toBe(2000n)
  })

  it('adds exactly and prints in the way of the first that is not zero', () => {
    expect(printQuantity(addQuantities(quantity('0'), quantity('1Gi')))).toBe('1Gi')
    expect(printQuantity(addQuantities(quantity('1Gi'), quantity('1')))).toBe('1073741825')
    expect(printQuantity(addQuantities(quantity('100m'), quantity('0.9')))).toBe('1')
  })

  it('compares across suffixes', () => {
    expect(compareQuantities(quantity('1000m'), quantity('1'))).toBe(0)
    expect(compareQuantities(quantity('1Gi'), quantity('1G'))).toBe(1)
    expect(compareQuantities(quantity('-1'), quantity('0'))).toBe(-1)
  })

  it('prints every quantity to a text that reads to the same amount', () => {
    const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-3')
    fc.assert(
      fc.property(fc.integer(), fc.nat(999), suffix, (whole, fraction, suffix) => {
        const first = quantity(`${whole}.${fraction}${suffix}`)
        expect(compareQuantities(first, quantity(printQuantity(first)))).toBe(0)
      }),
    )
  })
})
