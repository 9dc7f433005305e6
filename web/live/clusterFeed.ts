/** From the stream's lines to the model. */
import type { ClusterModel } from '../../domain/grid/clusterModel.ts'
import {
  type Freshness,
  type Line,
  type Resource,
  type ResourceLine,
  resources,
  type Trouble,
} from '../../domain/stream/lines.ts'
import type { Versions } from '../../domain/stream/resume.ts'
import { applyLine, emptyStore, endOfConnection } from '../../domain/stream/streamState.ts'

/** Cells are made of these: they are only looked at together. */
const together: ReadonlySet<Resource> = new Set(['nodes', 'daemonsets', 'pods'])
const longestHoldMs = 15_000

type Delta = Extract<ResourceLine, { type: 'delta' }>

/**
 * Keeps the model at what the stream has said. While one of nodes, DaemonSets and Pods is read anew, the model keeps all
 * three as they were: new nodes with old Pods would be nodes on which everything is missing.
 */
export class ClusterFeed {
  readonly store = emptyStore()
  readonly #model: ClusterModel
  /** What the store has and the model doesn't. */
  readonly #waiting = new Set<Resource>()
  #heldSince: number | undefined
  #isWithdrawn = false

  constructor(model: ClusterModel) {
    this.#model = model
  }

  /** Since when the model is behind the store; undefined: it isn't. */
  get heldSince(): number | undefined {
    return this.#waiting.size > 0 ? this.#heldSince : undefined
  }

  /** Applies one line that came at this time. */
  receive(line: Line, now: number): void {
    if (line.type === 'hello') this.#readAgain(now)
    if (line.type === 'hello' || line.type === 'heartbeat') return this.#deliver(now)
    const isForModel = line.type === 'delta' && this.store[line.resource].incoming === undefined
    applyLine(this.store, line)
    const isWhole =
      line.type === 'end' || (line.type === 'freshness' && line.freshness.state === 'denied')
    const isBehind = together.has(line.resource) && this.#waiting.size > 0
    if (isForModel && !isBehind && !this.#isHeld(line.resource, now)) this.#apply(line)
    else if (isForModel || isWhole) this.#waiting.add(line.resource)
    this.#deliver(now)
  }

  /** The connection is over. @returns what the next one resumes from */
  endOfConnection(now: number): Versions {
    const versions = endOfConnection(this.store)
    this.#deliver(now)
    return versions
  }

  /** The user is signed out: nothing may be shown any more. */
  withdraw(why: Trouble, at: number): void {
    this.#isWithdrawn = true
    this.#setAll({ state: 'denied', asOf: at, since: at, why })
  }

  /** The user is signed in again: everything will come anew. */
  #readAgain(now: number): void {
    if (!this.#isWithdrawn) return
    this.#isWithdrawn = false
    this.#setAll({ state: 'loading', asOf: 0, since: now })
  }

  #setAll(freshness: Freshness): void {
    for (const resource of resources) {
      this.receive({ type: 'freshness', resource, freshness }, freshness.since)
    }
  }

  #isHeld(resource: Resource, now: number): boolean {
    const isReading = this.#model.podsKnown && [...together].some((each) => this.#isReading(each))
    this.#heldSince = isReading ? (this.#heldSince ?? now) : undefined
    return (
      together.has(resource) &&
      this.#heldSince !== undefined &&
      now - this.#heldSince < longestHoldMs
    )
  }

  #isReading(resource: Resource): boolean {
    return this.store[resource].incoming !== undefined
  }

  #deliver(now: number): void {
    for (const resource of resources) {
      if (!this.#waiting.has(resource) || this.#isHeld(resource, now)) continue
      this.#waiting.delete(resource)
      this.#replace(resource)
    }
  }

  #replace(resource: Resource): void {
    const { store } = this
    switch (resource) {
      case 'namespaces':
        return this.#model.replaceNamespaces(store.namespaces.objects.values())
      case 'nodes':
        return this.#model.replaceNodes(store.nodes.objects.values())
      case 'daemonsets':
        return this.#model.replaceDaemonSets(store.daemonsets.objects.values())
      case 'controllerrevisions':
        return this.#model.replaceControllerRevisions(store.controllerrevisions.objects.values())
      case 'pods':
        return this.#model.replacePods(
          store.pods.objects.values(),
          store.pods.version !== undefined,
        )
    }
  }

  #apply(line: Delta): void {
    switch (line.resource) {
      case 'namespaces':
        return this.#model.applyNamespaces(line.upserts, line.deletes)
      case 'nodes':
        return this.#model.applyNodes(line.upserts, line.deletes)
      case 'daemonsets':
        return this.#model.applyDaemonSets(line.upserts, line.deletes)
      case 'controllerrevisions':
        return this.#model.applyControllerRevisions(line.upserts, line.deletes)
      case 'pods':
        return this.#model.applyPods(line.upserts, line.deletes)
    }
  }
}
