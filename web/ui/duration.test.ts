import { describe, expect, it } from 'vitest'
import { formatDuration, formatTime } from './duration.ts'

const minute = 60_000
const hour = 60 * minute

describe('durations', () => {
  it.each([
    [0, '0 sec'],
    [59_999, '59 sec'],
    [minute, '1 min'],
    [hour - 1, '59 min'],
    [47 * hour, '47 hr'],
    [48 * hour, '2 days'],
    [400 * 24 * hour, '400 days'],
  ])('%d ms are %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text)
  })

  it('are never negative, as two clocks may differ', () => {
    expect(formatDuration(-5000, 'en')).toBe('0 sec')
  })

  it('follow the language', () => {
    expect(formatDuration(34 * minute, 'ja')).toBe('34 分')
  })
})

describe('times', () => {
  it('carry the date only where it is another day', () => {
    const now = new Date(2026, 4, 9, 12, 0).getTime()
    expect(formatTime(new Date(2026, 4, 9, 9, 7).getTime(), now, 'en-GB')).toBe('09:07')
    expect(formatTime(new Date(2026, 4, 8, 9, 7).getTime(), now, 'en-GB')).toMatch(/8 May.*09:07/)
  })
})
