import type { Environment } from './environment.ts'

/** Timers by name: setting one again moves it. */
export class Timers<Name extends string> {
  readonly #after: Environment['after']
  readonly #running = new Map<Name, () => void>()

  constructor(after: Environment['after']) {
    this.#after = after
  }

  set(name: Name, ms: number, run: () => void): void {
    this.cancel(name)
    const cancel = this.#after(ms, () => {
      this.#running.delete(name)
      run()
    })
    this.#running.set(name, cancel)
  }

  cancel(name: Name): void {
    this.#running.get(name)?.()
    this.#running.delete(name)
  }

  has(name: Name): boolean {
    return this.#running.has(name)
  }
}
