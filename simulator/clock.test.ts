import { describe, expect, it } from 'vitest'
import { SteppedClock } from './clock.ts'

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
