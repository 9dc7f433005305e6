/** A clock that begins long before now, so that a cluster has a past when it is first seen. */
import { SteppedClock, type Clock } from '../clock.ts'

interface Waiting {
  /** By the past's clock. */
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
  /** Time in which nothing happened. */
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
    const at = this.#past.now() + Math.max(0, milliseconds)
    const cancel = this.#past.after(milliseconds, () => {
      this.#waiting.delete(id)
      task()
    })
    this.#waiting.set(id, { at, task, cancel })
    return () => this.#cancel(id)
  }

  /** Lets everything happen that falls due until then. @param ago milliseconds before the present */
  runUntil(ago: number): void {
    this.run(Math.max(0, this.#present.now() - ago - this.now()))
  }

  run(milliseconds: number): void {
    this.#past.step(milliseconds)
  }

  /** Time goes by until then and nothing happens: what is to happen after a while does so after a while from then. */
  sleepUntil(ago: number): void {
    this.#slept += Math.max(0, this.#present.now() - ago - this.now())
  }

  /** Lets the rest of the past happen; from here on time is that of the present's clock. */
  catchUp(): void {
    this.runUntil(0)
    this.#caughtUp = true
    const waiting = [...this.#waiting].sort(([, a], [, b]) => a.at - b.at)
    for (const [id, { at, task, cancel }] of waiting) {
      cancel()
      const again = this.#present.after(at - this.#past.now(), () => {
        this.#waiting.delete(id)
        task()
      })
      this.#waiting.set(id, { at, task, cancel: again })
    }
  }

  #cancel(id: symbol): void {
    this.#waiting.get(id)?.cancel()
    this.#waiting.delete(id)
  }
}
