import { describe, expect, it } from 'vitest'
import { SteppedClock } from '../clock.ts'
import { HeadStartClock } from './headStartClock.ts'

const hour = 3_600_000

describe('a clock with a head start', () => {
  it('begins in the past, and runs what falls due there at its own time', () => {
    const present = new SteppedClock()
    const clock = new HeadStartClock(present, 2 * hour)
    const began = clock.now()
    expect(began).toBe(present.now() - 2 * hour)
    const seen: number[] = []
    clock.after(1000, () => seen.push(clock.now() - began))
    clock.runUntil(hour)
    expect(seen).toEqual([1000])
    expect(clock.now()).toBe(present.now() - hour)
  })

  it('can sleep: what fell due meanwhile comes as soon as it goes on, and the rest at its own time', () => {
    const present = new SteppedClock()
    const clock = new HeadStartClock(present, 100 * hour)
    const seen: string[] = []
    const told = (name: string): void => {
      seen.push(`${name}, ${(present.now() - clock.now()) / hour} hours ago`)
    }
    clock.after(99 * hour, () => told('planned'))
    clock.after(hour, () => told('overdue'))
    clock.sleepUntil(2 * hour)
    expect(seen).toEqual([])
    clock.runUntil(0)
    expect(seen).toEqual(['overdue, 2 hours ago', 'planned, 1 hours ago'])
  })

  it('goes on with the present’s clock, with all that was still due and was not cancelled', () => {
    const present = new SteppedClock()
    const clock = new HeadStartClock(present, hour)
    const seen: string[] = []
    clock.after(hour + 2000, () => seen.push('second'))
    clock.after(hour + 1000, () => seen.push('first'))
    const cancel = clock.after(hour + 1500, () => seen.push('cancelled'))
    clock.catchUp()
    cancel()
    expect(clock.now()).toBe(present.now())
    present.step(999)
    expect(seen).toEqual([])
    present.step(1001)
    expect(seen).toEqual(['first', 'second'])
  })
})
