/** Entries by uid and by name. */
export class EntryIndex<Entry extends { readonly uid: string }> implements Iterable<Entry> {
  readonly #nameOf: (entry: Entry) => string
  readonly #byUid = new Map<string, Entry>()
  readonly #byName = new Map<string, Entry>()

  constructor(nameOf: (entry: Entry) => string) {
    this.#nameOf = nameOf
  }

  get size(): number {
    return this.#byUid.size
  }

  /** In no order. */
  [Symbol.iterator](): Iterator<Entry> {
    return this.#byUid.values()
  }

  get(uid: string): Entry | undefined {
    return this.#byUid.get(uid)
  }

  named(name: string): Entry | undefined {
    return this.#byName.get(name)
  }

  /** The caller has made sure that there is none of that name. */
  add(entry: Entry): void {
    this.#byUid.set(entry.uid, entry)
    this.#byName.set(this.#nameOf(entry), entry)
  }

  /** @returns what is gone now; undefined where there was none */
  delete(uid: string): Entry | undefined {
    const entry = this.#byUid.get(uid)
    if (entry === undefined) return undefined
    this.#byUid.delete(uid)
    this.#byName.delete(this.#nameOf(entry))
    return entry
  }

  /** Of those that are not among these objects. */
  uidsBeside(objects: readonly { readonly metadata: { readonly uid: string } }[]): Set<string> {
    const gone = new Set(this.#byUid.keys())
    for (const { metadata } of objects) gone.delete(metadata.uid)
    return gone
  }
}
