import { describe, expect, it } from 'vitest'
import { printAmount } from './printAmount.ts'

describe('an amount', () => {
  it.each([
    ['cpu', 0, '0'],
    ['cpu', 500, '500m'],
    ['cpu', -250, '-250m'],
    ['cpu', 1500, '1.5'],
    ['cpu', 4000, '4'],
    ['memory', 0, '0'],
    ['memory', 512 * 1024 ** 2, '512Mi'],
    ['memory', 4 * 1024 ** 3 - 1, '3.9Gi'],
    ['memory', -(1024 ** 3), '-1Gi'],
    ['ephemeral-storage', 1000, '1000'],
    ['hugepages-2Mi', 2 * 1024 ** 2, '2Mi'],
    ['example.com/card', 2048, '2048'],
  ])('of %s is written as in manifests, never more than it is: %d', (resource, amount, text) => {
    expect(printAmount(resource, amount)).toBe(text)
  })
})
