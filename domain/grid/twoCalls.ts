/** Things that last from the call after which they came to the second one from then: a time without a clock. */
export class TwoCalls<T> {
  readonly #ages = new Map<T, 0 | 1>()

  get size(): number {
    return this.#ages.size
  }

  has(thing: T): boolean {
    return this.#ages.has(thing)
  }

  add(thing: T): void {
    this.#ages.set(thing, 0)
  }

  delete(thing: T): void {
    this.#ages.delete(thing)
  }

  clear(): void {
    this.#ages.clear()
  }

  /** The call. @returns those that are over with it */
  elapse(): readonly T[] {
    const over: T[] = []
    for (const [thing, age] of this.#ages) {
      if (age === 0) this.#ages.set(thing, 1)
      else over.push(thing)
    }
    for (const thing of over) this.#ages.delete(thing)
    return over
  }
}
