/** Pods that wait for the scheduler (pkg/scheduler/backend/queue/scheduling_queue.go). */
import type { Clock } from '../clock.ts'
import { SetMap } from '../setMap.ts'
import { WorkQueue } from '../workQueue.ts'

interface Waiting {
  readonly priority: number
  readonly names: ReadonlySet<string> | undefined
  attempts: number
  failedAt: number
  isActive: boolean
}

/** Pods of one priority in the order of their coming; those before `next` have had their turn. */
interface Line {
  readonly paths: string[]
  next: number
}

/** No node has this name. */
const anyNode = ''
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
  /** Those to be tried now, by priority, and how many there are; one that is not active any more is passed over. */
  readonly #active = new Map<number, Line>()
  #activeCount = 0
  /** Those whose attempt has failed, until they are tried again. */
  readonly #later: WorkQueue
  /** By the node that concerns them, `anyNode` for all. */
  readonly #byNode = new SetMap()
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
    for (const node of names ?? [anyNode]) this.#byNode.add(node, path)
    this.#activate(path)
  }

  remove(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined) return
    this.#deactivate(pod)
    this.#later.remove(path)
    this.#waiting.delete(path)
    for (const node of pod.names ?? [anyNode]) this.#byNode.delete(node, path)
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
    for (const each of [node, anyNode]) for (const path of this.#byNode.get(each)) this.#retry(path)
  }

  stop(): void {
    this.#later.stop()
    this.#active.clear()
    this.#cancelTurn?.()
  }

  /** Its back-off counts only where others are to be tried meanwhile (gate SchedulerPopFromBackoffQ). */
  #retry(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined || pod.isActive || pod.attempts === 0) return
    const backoff = Math.min(lastBackoff, firstBackoff * 2 ** (pod.attempts - 1))
    const isIdle = this.#activeCount === 0
    this.#later.add(path, isIdle ? 0 : pod.failedAt + backoff - this.#clock.now())
  }

  #activate(path: string): void {
    const pod = this.#waiting.get(path)
    if (pod === undefined || pod.isActive) return
    pod.isActive = true
    const line = this.#active.get(pod.priority)
    if (line === undefined) this.#active.set(pod.priority, { paths: [path], next: 0 })
    else line.paths.push(path)
    this.#activeCount += 1
    this.#cancelTurn ??= this.#clock.after(0, () => this.#turn())
  }

  #deactivate(pod: Waiting): void {
    if (!pod.isActive) return
    pod.isActive = false
    this.#activeCount -= 1
  }

  #turn(): void {
    this.#cancelTurn = undefined
    for (let count = 0; count < podsPerTurn; count += 1) {
      const path = this.#takeFirst()
      if (path === undefined) return
      this.#schedule(path)
    }
    this.#cancelTurn ??= this.#clock.after(0, () => this.#turn())
  }

  #takeFirst(): string | undefined {
    while (this.#active.size > 0) {
      const highest = Math.max(...this.#active.keys())
      const line = this.#active.get(highest)
      const path = line?.paths[line.next]
      if (line === undefined || path === undefined) {
        this.#active.delete(highest)
        continue
      }
      line.next += 1
      const pod = this.#waiting.get(path)
      if (pod?.isActive !== true) continue
      this.#deactivate(pod)
      return path
    }
    return undefined
  }
}
