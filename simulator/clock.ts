/** Time in the simulated cluster: the wall's, or one that tests step. */

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Runs a task once, that many milliseconds from now, never before the caller has returned. @returns what cancels it */
  readonly after: (milliseconds: number, task: () => void) => () => void
}

/**
 * Runs a task again and again.
 * @param pause how long until the next time, in milliseconds
 * @returns what ends it, also within the task
 */
export function every(clock: Clock, pause: () => number, task: () => void): () => void {
  let isOver = false
  let cancel = clock.after(pause(), function turn() {
    task()
    if (!isOver) cancel = clock.after(pause(), turn)
  })
  return () => {
    isOver = true
    cancel()
  }
}

export const wallClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, task) => {
    let timer: ReturnType<typeof setTimeout>
    const wait = (left: number): void => {
      const next = () => (left > longestTimeout ? wait(left - longestTimeout) : task())
      timer = setTimeout(next, Math.min(Math.max(0, left), longestTimeout))
    }
    wait(milliseconds)
    return () => clearTimeout(timer)
  },
}

/** A timer for longer than this would go off at once (HTML, timers). A toleration may last for years. */
const longestTimeout = 2 ** 31 - 1

interface Due {
  readonly at: number
  readonly task: () => void
}

/** A clock that stands still until it is told to go on. */
export class SteppedClock implements Clock {
  #time: number
  #due: Due[] = []

  /** @param start milliseconds since the epoch */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#time = start
  }

  readonly now = (): number => this.#time

  readonly after = (milliseconds: number, task: () => void): (() => void) => {
    const due: Due = { at: this.#time + Math.max(0, milliseconds), task }
    const later = this.#due.findIndex(({ at }) => at > due.at)
    this.#due.splice(later === -1 ? this.#due.length : later, 0, due)
    return () => {
      this.#due = this.#due.filter((each) => each !== due)
    }
  }

  /** Lets time pass: whatever falls due runs in its order, also what is asked for meanwhile. */
  step(milliseconds: number): void {
    const end = this.#time + milliseconds
    for (let next = this.#due[0]; next !== undefined && next.at <= end; next = this.#due[0]) {
      this.#due.shift()
      this.#time = next.at
      next.task()
    }
    this.#time = end
  }
}
