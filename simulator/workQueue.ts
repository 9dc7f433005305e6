/** A controller's work queue (client-go, util/workqueue), on the simulation's clock. */
import type { Clock } from './clock.ts'
import { ApiError } from './registry/apiError.ts'

interface Entry {
  readonly key: string
  readonly at: number
  readonly order: number
}

/** What keeps a controller from its work for now, beside a refusal by the API server. */
export class SyncError extends Error {
  override readonly name = 'SyncError'
}

export interface WorkQueueOptions {
  /** Between turns the rest of the program gets its say. */
  readonly keysPerTurn?: number
  /** Milliseconds from one working on a key to the next: what happens meanwhile is worked on together. */
  readonly pause?: number
}

/** What failed is tried again after so many milliseconds, twice as many each time (DefaultTypedControllerRateLimiter). */
const firstRetry = 5
const lastRetry = 1_000_000

/**
 * Keys that wait to be worked on, each once, now or after a while. A key that is added again is due at the earlier of
 * both times. Never works within `add`.
 */
export class WorkQueue {
  readonly #clock: Clock
  readonly #work: (key: string) => void
  readonly #keysPerTurn: number
  readonly #pause: number
  readonly #failures = new Map<string, number>()
  /** When a key was worked on last, where that matters. */
  readonly #last = new Map<string, number>()
  readonly #due = new Map<string, number>()
  /** A binary heap; an entry whose time is not the key's any more is passed over. */
  readonly #heap: Entry[] = []
  #order = 0
  #timer: { readonly at: number; readonly cancel: () => void } | undefined
  #stopped = false

  /** @param work may add keys; after an ApiError or a SyncError the key is tried again, and nothing else may be thrown */
  constructor(clock: Clock, work: (key: string) => void, options: WorkQueueOptions = {}) {
    this.#clock = clock
    this.#work = work
    this.#keysPerTurn = options.keysPerTurn ?? 200
    this.#pause = options.pause ?? 0
  }

  /** @param delay milliseconds from now */
  add(key: string, delay = 0): void {
    const last = this.#last.get(key) ?? -Infinity
    const at = Math.max(this.#clock.now() + Math.max(0, delay), last + this.#pause)
    const before = this.#due.get(key)
    if (this.#stopped || (before !== undefined && before <= at)) return
    this.#due.set(key, at)
    this.#push({ key, at, order: (this.#order += 1) })
    this.#arm()
  }

  /** Forgets a key, whether it waits or not. */
  remove(key: string): void {
    this.#due.delete(key)
    this.#failures.delete(key)
    this.#last.delete(key)
  }

  stop(): void {
    this.#stopped = true
    this.#timer?.cancel()
    this.#due.clear()
  }

  #arm(): void {
    const first = this.#heap[0]
    if (this.#stopped || first === undefined) return
    if (this.#timer !== undefined && this.#timer.at <= first.at) return
    this.#timer?.cancel()
    const cancel = this.#clock.after(Math.max(0, first.at - this.#clock.now()), () => this.#turn())
    this.#timer = { at: first.at, cancel }
  }

  #turn(): void {
    this.#timer = undefined
    try {
      const now = this.#clock.now()
      for (let count = 0; count < this.#keysPerTurn; count += 1) {
        const key = this.#takeDue(now)
        if (key === undefined) break
        this.#workOn(key)
      }
    } finally {
      this.#arm()
    }
  }

  #workOn(key: string): void {
    if (this.#pause > 0) this.#last.set(key, this.#clock.now())
    try {
      this.#work(key)
      this.#failures.delete(key)
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof SyncError)) throw error
      const failures = this.#failures.get(key) ?? 0
      this.#failures.set(key, failures + 1)
      this.add(key, Math.min(lastRetry, firstRetry * 2 ** failures))
    }
  }

  #takeDue(now: number): string | undefined {
    for (let first = this.#heap[0]; first !== undefined && first.at <= now; first = this.#heap[0]) {
      this.#pop()
      if (this.#due.get(first.key) !== first.at) continue
      this.#due.delete(first.key)
      return first.key
    }
    return undefined
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let index = heap.length
    while (index > 0) {
      const parentIndex = (index - 1) >> 1
      const parent = heap[parentIndex]
      if (parent === undefined || isBefore(parent, entry)) break
      heap[index] = parent
      index = parentIndex
    }
    heap[index] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const child = this.#earlierChild(index)
      if (child === undefined || isBefore(last, child.entry)) break
      heap[index] = child.entry
      index = child.index
    }
    heap[index] = last
  }

  #earlierChild(parent: number): { readonly index: number; readonly entry: Entry } | undefined {
    const index = 2 * parent + 1
    const [left, right] = [this.#heap[index], this.#heap[index + 1]]
    if (left === undefined) return undefined
    return right !== undefined && isBefore(right, left)
      ? { index: index + 1, entry: right }
      : { index, entry: left }
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
