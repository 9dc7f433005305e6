import type { Clock } from '../watch/clock.ts'

/** A few timers, each with a name: setting one anew replaces it. */
export class Timers<Name extends string> {
  readonly #clock: Clock
  readonly #cancels = new Map<Name, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  set(name: Name, milliseconds: number, callback: () => void): void {
    this.cancel(name)
    const cancel = this.#clock.after(milliseconds, () => {
      this.#cancels.delete(name)
      callback()
    })
    this.#cancels.set(name, cancel)
  }

  has(name: Name): boolean {
    return this.#cancels.has(name)
  }

  cancel(name: Name): void {
    this.#cancels.get(name)?.()
    this.#cancels.delete(name)
  }

  clear(): void {
    for (const cancel of this.#cancels.values()) cancel()
    this.#cancels.clear()
  }
}
