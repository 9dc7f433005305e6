import { expect, it } from 'vitest'
import { formatTime, parseTime } from './time.ts'

it.each([0, 1_795_519_859, 253_402_300_799])(
  'reads the time that it has written: %i',
  (seconds) => {
    expect(parseTime(formatTime(seconds) ?? '')).toBe(seconds)
  },
)

it('writes times as Kubernetes does, without fractions', () => {
  expect(formatTime(1_795_519_859)).toBe('2026-11-24T11:30:59Z')
})

it.each([-1, 253_402_300_800])('has no text for %d', (seconds) => {
  expect(formatTime(seconds)).toBeUndefined()
})

it.each(['', 'yesterday'])('has no time for "%s"', (text) => {
  expect(parseTime(text)).toBeUndefined()
})
