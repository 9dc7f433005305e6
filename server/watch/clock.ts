/** Time, passed in so that tests can set it. */
export interface Clock {
  /** Milliseconds since the epoch. It never goes back. */
  readonly now: () => number
  /** Calls back once, after so many milliseconds. @returns what cancels it */
  readonly after: (milliseconds: number, callback: () => void) => () => void
}

/**
 * The wall's time, because it goes on while the machine sleeps; but where that is set back, the time of the ticks:
 * otherwise a pause would last until the wall has caught up.
 * @param wall milliseconds since the epoch
 * @param ticks milliseconds since any time; they never go back
 */
export function steadyTime(wall: () => number, ticks: () => number): () => number {
  let last = wall()
  let lastTick = ticks()
  return () => {
    const tick = ticks()
    const now = wall()
    last = now >= last ? now : last + tick - lastTick
    lastTick = tick
    return last
  }
}

export const systemClock: Clock = {
  now: steadyTime(
    () => Date.now(),
    () => performance.now(),
  ),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
