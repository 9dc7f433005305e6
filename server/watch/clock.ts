/** Time, passed in so that tests can set it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Calls back once, after so many milliseconds. @returns what cancels it */
  readonly after: (milliseconds: number, callback: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
