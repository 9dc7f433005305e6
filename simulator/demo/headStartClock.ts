/** A clock that begins long before now, so that a cluster has a past when it is first seen. */
import { SteppedClock, type Clock } from '../clock.ts'

interface Waiting {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly task: () => void
  readonly cancel: () => void
}

/**
 * It stands in the past, and is stepped through it; once it has caught up it goes on with the clock that it was given,
 * and with all that is still to happen.
 */
export class HeadStartClock implements Clock {
  readonly #present: Clock
  readonly #past: SteppedClock
  /** Time that was slept through. */
  #slept = 0
  #caughtUp = false
  readonly #waiting = new Map<symbol, Waiting>()

  /** @param headStart how long before the present it begins, in milliseconds */
  constructor(present: Clock, headStart: number) {
    this.#present = present
    this.#past = new SteppedClock(present.now() - headStart)
  }

  readonly now = (): number =>
    this.#caughtUp ? this.#present.now() : this.#past.now() + this.#slept

  readonly after = (milliseconds: number, task: () => void): (() => void) => {
    if (this.#caughtUp) return this.#present.after(milliseconds, task)
    const id = Symbol('waiting')
    this.#wait(id, this.now() + Math.max(0, milliseconds), task)
    return () => {
      this.#waiting.get(id)?.cancel()
      this.#waiting.delete(id)
    }
  }

  /** Lets everything happen that falls due until then. @param ago milliseconds before the present */
  runUntil(ago: number): void {
    this.run(Math.max(0, this.#present.now() - ago - this.now()))
  }

  run(milliseconds: number): void {
    this.#past.step(milliseconds)
  }

  /** As if the machine had slept until then: what fell due meanwhile is late, and comes next. */
  sleepUntil(ago: number): void {
    this.#slept += Math.max(0, this.#present.now() - ago - this.now())
    this.#waitAnew()
  }

  /** Lets the rest of the past happen; from here on time is that of the present's clock. */
  catchUp(): void {
    this.runUntil(0)
    this.#caughtUp = true
    this.#waitAnew()
  }

  #waitAnew(): void {
    for (const [id, { at, task, cancel }] of [...this.#waiting].sort(
      ([, a], [, b]) => a.at - b.at,
    )) {
      cancel()
      this.#wait(id, at, task)
    }
  }

  #wait(id: symbol, at: number, task: () => void): void {
    const clock = this.#caughtUp ? this.#present : this.#past
    const cancel = clock.after(at - this.now(), () => {
      this.#waiting.delete(id)
      task()
    })
    this.#waiting.set(id, { at, task, cancel })
  }
}
