import { describe, expect, it } from 'vitest'
import { SteppedClock, type Clock } from './clock.ts'
import { ApiError } from './registry/apiError.ts'
import { SyncError, WorkQueue } from './workQueue.ts'

function recording(): { clock: SteppedClock; queue: WorkQueue; worked: string[] } {
  const clock = new SteppedClock()
  const worked: string[] = []
  return { clock, worked, queue: new WorkQueue(clock, (key) => worked.push(key)) }
}

describe('a work queue', () => {
  it('works on each key once, in the order of their coming, never within the call that adds', () => {
    const { clock, queue, worked } = recording()
    for (const key of ['b', 'a', 'b', 'c']) queue.add(key)
    expect(worked).toEqual([])
    clock.step(0)
    expect(worked).toEqual(['b', 'a', 'c'])
  })

  it('works on delayed keys when they are due, at the earlier of two times', () => {
    const { clock, queue, worked } = recording()
    queue.add('slow', 5000)
    queue.add('slow', 9000)
    queue.add('quick', 2000)
    queue.add('quick', 1000)
    clock.step(999)
    expect(worked).toEqual([])
    clock.step(1)
    expect(worked).toEqual(['quick'])
    clock.step(4000)
    expect(worked).toEqual(['quick', 'slow'])
    clock.step(60_000)
    expect(worked).toEqual(['quick', 'slow'])
  })

  it('sorts any number of keys by time', () => {
    const { clock, queue, worked } = recording()
    const delays = Array.from({ length: 500 }, (_, index) => (index * 7919) % 1009)
    for (const delay of delays) queue.add(String(delay), delay)
    clock.step(2000)
    expect(worked).toEqual(delays.toSorted((a, b) => a - b).map(String))
  })

  it('asks the clock for no time that has passed, however late it comes to its keys', () => {
    const stepped = new SteppedClock()
    const asked: number[] = []
    const clock: Clock = {
      now: stepped.now,
      after: (milliseconds, task) => {
        asked.push(milliseconds)
        return stepped.after(milliseconds, task)
      },
    }
    let late = 0
    const queue = new WorkQueue({ ...clock, now: () => stepped.now() + late }, () => undefined, {
      keysPerTurn: 1,
    })
    queue.add('a', 10)
    queue.add('b', 10)
    late = 50
    stepped.step(100)
    expect(asked).toEqual([10, 0])
  })

  it('forgets a key that is removed, and everything once it is stopped', () => {
    const { clock, queue, worked } = recording()
    queue.add('a', 10)
    queue.add('b', 10)
    queue.remove('a')
    clock.step(10)
    expect(worked).toEqual(['b'])
    queue.add('c', 10)
    queue.stop()
    queue.add('d')
    clock.step(100)
    expect(worked).toEqual(['b'])
  })

  it('tries again what the API server has refused', () => {
    const clock = new SteppedClock()
    let refusals = 2
    const queue = new WorkQueue(clock, () => {
      if (refusals === 0) return
      refusals -= 1
      throw new ApiError(409, 'Conflict', 'the object has been modified')
    })
    queue.add('a')
    clock.step(0)
    expect(refusals).toBe(1)
    clock.step(1000)
    expect(refusals).toBe(0)
  })

  it('waits twice as long after each failure, and not at all once it has succeeded', () => {
    const clock = new SteppedClock(0)
    const times: number[] = []
    const queue = new WorkQueue(clock, () => {
      times.push(clock.now())
      if (times.length < 4) throw new SyncError('not yet')
    })
    queue.add('a')
    clock.step(100)
    queue.add('a')
    clock.step(0)
    expect(times).toEqual([0, 5, 15, 35, 100])
  })

  it('leaves a pause between the turns of one key, and none between keys', () => {
    const clock = new SteppedClock(0)
    const worked: string[] = []
    const queue = new WorkQueue(clock, (key) => worked.push(`${key} ${clock.now()}`), { pause: 50 })
    queue.add('a')
    clock.step(10)
    queue.add('a')
    queue.add('b')
    clock.step(100)
    expect(worked).toEqual(['a 0', 'b 10', 'a 50'])
  })
})
