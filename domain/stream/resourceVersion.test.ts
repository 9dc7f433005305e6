import { expect, it } from 'vitest'
import { compareResourceVersions, isResourceVersion } from './resourceVersion.ts'

it.each([
  ['9', '10'],
  ['99', '100'],
  ['9007199254740992', '9007199254740993'],
  ['18446744073709551614', '18446744073709551615'],
])('orders %s before %s, as numbers of any size', (older, newer) => {
  expect(compareResourceVersions(older, newer)).toBeLessThan(0)
  expect(compareResourceVersions(newer, older)).toBeGreaterThan(0)
  expect(compareResourceVersions(older, older)).toBe(0)
})

it.each(['1', '18446744073709551615'])('takes %s as a version', (text) => {
  expect(isResourceVersion(text)).toBe(true)
})

it.each(['', '0', '01', '-1', '1.5', '1 ', 'latest', '１'])('takes "%s" as none', (text) => {
  expect(isResourceVersion(text)).toBe(false)
})
