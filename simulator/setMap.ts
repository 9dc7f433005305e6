/** Sets of names by key. One that is empty is none: nothing stays of keys that come and go. */
export class SetMap<Key = string> {
  readonly #sets = new Map<Key, Set<string>>()

  get(key: Key): ReadonlySet<string> {
    return this.#sets.get(key) ?? none
  }

  add(key: Key, name: string): void {
    const set = this.#sets.get(key)
    if (set === undefined) this.#sets.set(key, new Set([name]))
    else set.add(name)
  }

  delete(key: Key, name: string): void {
    const set = this.#sets.get(key)
    set?.delete(name)
    if (set?.size === 0) this.#sets.delete(key)
  }

  /** Of the keys. */
  get size(): number {
    return this.#sets.size
  }

  [Symbol.iterator](): Iterator<readonly [Key, ReadonlySet<string>]> {
    return this.#sets[Symbol.iterator]()
  }
}

const none: ReadonlySet<string> = new Set()
