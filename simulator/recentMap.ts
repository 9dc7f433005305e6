/** A map that forgets what was longest not asked for (client-go's LRU caches), and what was not asked for in a while. */
export interface RecentMapOptions {
  /** Of entries. */
  readonly limit: number
  /** Milliseconds; absent: for ever. */
  readonly lifetime?: number
  readonly now: () => number
}

interface Entry<Value> {
  readonly value: Value
  /** When it was asked for last. */
  readonly at: number
}

export class RecentMap<Value> {
  /** What was longest not asked for comes first. */
  readonly #entries = new Map<string, Entry<Value>>()
  readonly #options: RecentMapOptions

  constructor(options: RecentMapOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry !== undefined) this.set(key, entry.value)
    return entry?.value
  }

  set(key: string, value: Value): void {
    const { limit, lifetime = Infinity, now } = this.#options
    const time = now()
    this.#entries.delete(key)
    this.#entries.set(key, { value, at: time })
    for (const [oldest, { at }] of this.#entries) {
      if (this.#entries.size <= limit && time - at <= lifetime) return
      this.#entries.delete(oldest)
    }
  }
}
