/** When a node's next failed Pod may be deleted (client-go, util/flowcontrol/backoff.go). */

const firstMilliseconds = 1000
const lastMilliseconds = 900_000

interface Entry {
  readonly delay: number
  readonly since: number
}

export class FailedPodsBackoff {
  readonly #entries = new Map<string, Entry>()

  /**
   * Asks to delete a failed Pod; the wait is twice as long each time, and forgotten after half an hour.
   * @param key the DaemonSet, its observed generation, and the node
   * @returns how long to wait; 0: now
   */
  wait(key: string, now: number): number {
    const entry = this.#entries.get(key)
    const isRecent = entry !== undefined && now - entry.since <= 2 * lastMilliseconds
    if (isRecent && now - entry.since < entry.delay) return entry.delay
    const delay = isRecent ? Math.min(lastMilliseconds, 2 * entry.delay) : firstMilliseconds
    this.#entries.set(key, { delay, since: now })
    return 0
  }

  /** Forgets what is too old to matter. */
  collect(now: number): void {
    for (const [key, { since }] of this.#entries) {
      if (now - since > 2 * lastMilliseconds) this.#entries.delete(key)
    }
  }
}
