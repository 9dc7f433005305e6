/** What etcd and the API server's watch cache are together: the objects, their versions, and what happened of late. */
import { isJson } from '../../domain/decode/readJson.ts'
import type { Key, KubeObject, NewObject } from '../objects.ts'
import { keyOf } from '../objects.ts'
import { ObjectTable } from './objectTable.ts'

/** A change, with the object afterwards, or for DELETED as it was last, with the version of its end. */
export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: KubeObject
  /** Before the change; watches with selectors need it. Absent for ADDED. */
  readonly before?: KubeObject
  readonly version: number
}

export type Listener = (event: StoreEvent) => void

interface Table {
  readonly objects: ObjectTable
  readonly listeners: Set<Listener>
  /** The newest at the end. */
  history: StoreEvent[]
  /** Events up to this version have been forgotten. */
  forgotten: number
}

/** What a write gets to see of the world: passed in, so that tests have it under control. */
export interface StoreWorld {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly newUid: () => string
}

/** Events of one resource that are kept for watches that come back. */
const historyLength = 10_000

export class Store {
  readonly #world: StoreWorld
  readonly #tables = new Map<string, Table>()
  #version = 0

  constructor(world: StoreWorld) {
    this.#world = world
  }

  /** The version of the newest write, of whatever resource. */
  get version(): number {
    return this.#version
  }

  /** @param resource its plural, such as daemonsets */
  get(resource: string, key: Key): KubeObject | undefined {
    return this.#table(resource).objects.get(key)
  }

  /** All of them, or those of one namespace, sorted by namespace and name as etcd has them. */
  list(resource: string, namespace?: string): readonly KubeObject[] {
    return this.#table(resource).objects.sorted(namespace)
  }

  /** All of them, or those of one namespace, in no order and without a copy: for controllers. */
  all(resource: string, namespace?: string): Iterable<KubeObject> {
    return this.#table(resource).objects.values(namespace)
  }

  count(resource: string): number {
    return this.#table(resource).objects.size
  }

  /** The caller has made sure that there is none of that name. @returns it with uid, version and time */
  add(resource: string, object: NewObject): KubeObject {
    const version = this.#next()
    const stored: KubeObject = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: this.#world.newUid(),
        resourceVersion: String(version),
        creationTimestamp: timeText(this.#world.now()),
      },
    }
    this.#table(resource).objects.set(stored)
    this.#tell(resource, { type: 'ADDED', object: stored, version })
    return stored
  }

  /** Puts an object in the place of the one of its name, which there must be; one that is equal to it changes nothing. */
  replace(resource: string, object: KubeObject): KubeObject {
    const { objects } = this.#table(resource)
    const before = objects.get(keyOf(object))
    if (before === undefined) throw new Error(`${resource} ${object.metadata.name} is not there`)
    if (isSame(before, object)) return before
    const version = this.#next()
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } }
    objects.set(stored)
    this.#tell(resource, { type: 'MODIFIED', object: stored, before, version })
    return stored
  }

  /** Takes it away for good, whatever finalizers it has. @returns it as it was, with the version of its end */
  remove(resource: string, key: Key): KubeObject | undefined {
    const { objects } = this.#table(resource)
    const before = objects.get(key)
    if (before === undefined) return undefined
    const version = this.#next()
    const object = { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } }
    objects.delete(key)
    this.#tell(resource, { type: 'DELETED', object, before, version })
    return object
  }

  /** @returns what unsubscribes. Listeners are called within the write, in the order in which they came. */
  subscribe(resource: string, listener: Listener): () => void {
    const { listeners } = this.#table(resource)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** What happened after that version; undefined where that has been forgotten (410 Expired). */
  since(resource: string, version: number): readonly StoreEvent[] | undefined {
    const { history, forgotten } = this.#table(resource)
    if (version < forgotten) return undefined
    return history.slice(history.findLastIndex((event) => event.version <= version) + 1)
  }

  /** Forgets what happened until now, as etcd's compaction does. */
  compact(): void {
    for (const table of this.#tables.values()) {
      table.history = []
      table.forgotten = this.#version
    }
  }

  #next(): number {
    this.#version += 1
    return this.#version
  }

  #table(resource: string): Table {
    let table = this.#tables.get(resource)
    if (table === undefined) {
      table = { objects: new ObjectTable(), listeners: new Set(), history: [], forgotten: 0 }
      this.#tables.set(resource, table)
    }
    return table
  }

  #tell(resource: string, event: StoreEvent): void {
    const table = this.#table(resource)
    table.history.push(event)
    if (table.history.length > 2 * historyLength) {
      table.history = table.history.slice(-historyLength)
      table.forgotten = (table.history[0]?.version ?? 1) - 1
    }
    // A copy: whoever subscribes while this is told has seen the write.
    const listeners = [...table.listeners]
    for (const listener of listeners) listener(event)
  }
}

/** Are two values the same JSON? */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, index) => isSame(item, b[index]))
  }
  if (!isJson(a) || !isJson(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
}

/** As metav1.Time writes it. @param milliseconds since the epoch */
export function timeText(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000)
  if (second !== lastTime.second)
    lastTime = { second, text: `${new Date(1000 * second).toISOString().slice(0, 19)}Z` }
  return lastTime.text
}

/** Many objects are written in the same second. */
let lastTime = { second: Number.NaN, text: '' }
