import { describe, expect, it } from 'vitest'
import { RecentMap } from './recentMap.ts'

function recent(limit: number, lifetime: number) {
  const time = { now: 0 }
  return { time, map: new RecentMap<string>({ limit, lifetime, now: () => time.now }) }
}

describe('a map of what is recent', () => {
  it('has no more entries than it may, and keeps those that were asked for', () => {
    const { map } = recent(2, Infinity)
    map.set('a', 'A')
    map.set('b', 'B')
    map.get('a')
    map.set('c', 'C')
    expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual(['A', undefined, 'C'])
  })

  it('forgets what nobody has asked for in a while', () => {
    const { map, time } = recent(1000, 60)
    for (time.now = 0; time.now < 10_000; time.now += 1) map.set(`key-${time.now}`, 'x')
    expect(map.size).toBe(61)
    map.get('key-9950')
    time.now += 50
    map.set('new', 'x')
    expect(map.size).toBe(12)
    expect(map.get('key-9950')).toBe('x')
  })
})
