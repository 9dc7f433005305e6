/** What the worker needs of the world: given to it, so that tests can hold the clock and answer the requests. */
export interface Environment {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Where the stream is, without a query. */
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Runs something later. @returns takes that back */
  readonly after: (ms: number, run: () => void) => () => void
  /** From 0 to 1. */
  readonly random: () => number
  /** For faults of our own: one view's fault leaves the others alone. */
  readonly report: (error: unknown) => void
}

/** The browser's own. */
export function browserEnvironment(): Environment {
  return {
    fetch: (url, init) => fetch(url, init),
    url: '/stream',
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    report: (error) => reportError(error),
  }
}
