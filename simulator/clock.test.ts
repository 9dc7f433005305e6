import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { every, SteppedClock, wallClock } from './clock.ts'

describe('the wall’s clock', () => {
  const year = 365 * 24 * 3_600_000

  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('runs in a year what is wanted in a year, and not at once', () => {
    const times: number[] = []
    const start = wallClock.now()
    wallClock.after(year, () => times.push(wallClock.now() - start))
    vi.advanceTimersByTime(year - 1)
    expect(times).toEqual([])
    vi.advanceTimersByTime(1)
    expect(times).toEqual([year])
  })

  it('never runs what was cancelled, however late', () => {
    let ran = false
    const cancel = wallClock.after(year, () => {
      ran = true
    })
    vi.advanceTimersByTime(year / 2)
    cancel()
    vi.advanceTimersByTime(year)
    expect(ran).toBe(false)
  })
})

describe('a stepped clock', () => {
  it('runs what falls due in the order of its time, and what was asked for first before its equals', () => {
    const clock = new SteppedClock(0)
    const ran: string[] = []
    clock.after(20, () => ran.push('late'))
    clock.after(10, () => ran.push('first'))
    clock.after(10, () => ran.push('second'))
    clock.step(15)
    expect(ran).toEqual(['first', 'second'])
    expect(clock.now()).toBe(15)
  })

  it('runs within one step what a task asks for, at its own time', () => {
    const clock = new SteppedClock(0)
    const times: number[] = []
    clock.after(10, () => clock.after(10, () => times.push(clock.now())))
    clock.step(50)
    expect(times).toEqual([20])
  })

  it('never runs what was cancelled', () => {
    const clock = new SteppedClock(0)
    let ran = false
    const cancel = clock.after(10, () => {
      ran = true
    })
    cancel()
    clock.step(20)
    expect(ran).toBe(false)
  })
})

describe('a task that comes again and again', () => {
  it('comes after each pause until it is ended, also where it ends itself', () => {
    const clock = new SteppedClock(0)
    const times: number[] = []
    const pauses = [10, 20, 30, 40]
    const end = every(
      clock,
      () => pauses.shift() ?? 1000,
      () => {
        times.push(clock.now())
        if (times.length === 3) end()
      },
    )
    clock.step(5000)
    expect(times).toEqual([10, 30, 60])
  })
})
