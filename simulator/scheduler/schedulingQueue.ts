/** Pods that wait for the scheduler (pkg/scheduler/backend/queue/scheduling_queue.go). */
import type { Clock } from '../clock.ts'
import { WorkQueue } from '../workQueue.ts'

interface Waiting {
  readonly priority: number
  readonly names: ReadonlySet<string> | undefined
  attempts: number
  failedAt: number
  isActive: boolean
}

const firstBackoff = 1000
const lastBackoff = 10_000
/** At the latest after this long a Pod is tried again, whatever has happened meanwhile. */
const flushAfter = 300_000
/** Between turns the rest of the program gets its say. */
const podsPerTurn = 100

/** Pods by path; the highest priority first, and among equals the one that came first. */
export class SchedulingQueue {
  readonly #clock: Clock
  readonly #schedule: (path: string) => void
  readonly #waiting = new Map<string, Waiting>()
  /** Those to be tried now, by priority. */
  readonly #active = new Map<number, Set<string>>()
  /** Those whose attempt has failed, until they are tried again. */
  readonly #later: WorkQueue
  readonly #byNode = new Map<string, Set<string>>()
  readonly #forAnyNode = new Set<string>()
  #cancelTurn: (() => void) | undefined

  /** @param schedule what tries to place a Pod: it calls `failed` or the Pod is forgotten */
  constructor(clock: Clock, schedule: (path: string) => void) {
    this.#clock = clock
    this.#schedule = schedule
    this.#later = new WorkQueue(clock, (path) => this.#activate(path))
  }

  /** A Pod is new, or is not what it was. @param names the only nodes that concern it */
  add(path: string, priority: number, names: ReadonlySet<string> | undefined): void {
    const attempts = this.#waiting.get(path)?.attempts ?? 0
    this.remove(path)
    this.#waiting.set(path, { priority, names, attempts, failedAt: 0, isActive: false })
    for (const paths of this.#indexes(names)) paths.add(path)
    this.#activate(path)
  }

  remove(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined) return
    this.#deactivate(path, pod)
    this.#later.remove(path)
    this.#waiting.delete(path)
    for (const paths of this.#indexes(pod.names)) paths.delete(path)
    for (const name of pod.names ?? [])
      if (this.#byNode.get(name)?.size === 0) this.#byNode.delete(name)
  }

  /** No node takes it for now. */
  failed(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined) return
    pod.attempts += 1
    pod.failedAt = this.#clock.now()
    this.#later.add(path, flushAfter)
  }

  /** Something has changed on a node, so that Pods that wait may find room there. */
  changed(node: string): void {
    for (const paths of [this.#byNode.get(node) ?? [], this.#forAnyNode])
      for (const path of paths) this.#retry(path)
  }

  stop(): void {
    this.#later.stop()
    this.#cancelTurn?.()
  }

  /** Its back-off counts only where others are to be tried meanwhile (gate SchedulerPopFromBackoffQ). */
  #retry(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined || pod.isActive || pod.attempts === 0) return
    const backoff = Math.min(lastBackoff, firstBackoff * 2 ** (pod.attempts - 1))
    const isIdle = this.#active.size === 0
    this.#later.add(path, isIdle ? 0 : pod.failedAt + backoff - this.#clock.now())
  }

  #activate(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined || pod.isActive) return
    pod.isActive = true
    const paths = this.#active.get(pod.priority) ?? new Set()
    this.#active.set(pod.priority, paths.add(path))
    this.#cancelTurn ??= this.#clock.after(0, () => this.#turn())
  }

  #deactivate(path: string, pod: Waiting): void {
    if (!pod.isActive) return
    pod.isActive = false
    const paths = this.#active.get(pod.priority)
    paths?.delete(path)
    if (paths?.size === 0) this.#active.delete(pod.priority)
  }

  #turn(): void {
    this.#cancelTurn = undefined
    for (let count = 0; count < podsPerTurn; count += 1) {
      const path = this.#first()
      if (path === undefined) return
      this.#schedule(path)
    }
    this.#cancelTurn ??= this.#clock.after(0, () => this.#turn())
  }

  #first(): string | undefined {
    if (this.#active.size === 0) return undefined
    const [path] = this.#active.get(Math.max(...this.#active.keys())) ?? []
    const pod = path === undefined ? undefined : this.#waiting.get(path)
    if (path !== undefined && pod !== undefined) this.#deactivate(path, pod)
    return path
  }

  #indexes(names: ReadonlySet<string> | undefined): readonly Set<string>[] {
    if (names === undefined) return [this.#forAnyNode]
    return [...names].map((name) => {
      const paths = this.#byNode.get(name) ?? new Set()
      this.#byNode.set(name, paths)
      return paths
    })
  }
}
