/** The nodes and what runs on each, kept from the store's events: what scheduler, kubelets and node controllers look at. */
import { projectNode } from '../../domain/decode/jsonObjects.ts'
import type { Node } from '../../domain/k8s/objects.ts'
import { readAllocatable, take, type NodeRoom, type PlacedPod } from '../../domain/placement/fit.ts'
import { nodeFacts } from '../../domain/placement/nodeFacts.ts'
import type { NodeFacts } from '../../domain/placement/verdict.ts'
import { pathOf, type KubeObject } from '../objects.ts'
import type { Store, StoreEvent } from '../store/store.ts'
import { hasEnded, nodeNameOf, placedPod } from './readPod.ts'

/** A node, or a name that Pods are bound to without there being such a node. */
export interface NodeEntry {
  readonly name: string
  /** undefined: there is no such node. */
  readonly object: KubeObject | undefined
  readonly node: Node
  readonly facts: NodeFacts
  /** All Pods that are bound to it, by path. */
  readonly pods: ReadonlyMap<string, KubeObject>
  /** Room with all of them but those that have ended. */
  readonly room: NodeRoom
  /** A Pod as one of its room; undefined for one that has ended. */
  readonly placed: (path: string) => PlacedPod | undefined
}

class Entry implements NodeEntry {
  readonly name: string
  object: KubeObject | undefined
  node: Node
  facts: NodeFacts
  readonly pods = new Map<string, KubeObject>()
  room: { allocatable: NodeRoom['allocatable']; pods: PlacedPod[]; used: Map<string, number> }
  readonly #placed = new Map<string, PlacedPod>()

  constructor(name: string) {
    this.name = name
    this.node = missingNode(name)
    this.facts = nodeFacts(this.node)
    this.room = { allocatable: new Map(), pods: [], used: new Map() }
  }

  readonly placed = (path: string): PlacedPod | undefined => this.#placed.get(path)

  setNode(object: KubeObject | undefined): void {
    this.object = object
    this.node = object === undefined ? missingNode(this.name) : projectNode(object).object
    this.facts = nodeFacts(this.node)
    this.room = { ...this.room, allocatable: readAllocatable(this.node) }
  }

  setPod(path: string, pod: KubeObject | undefined): void {
    if (pod === undefined) this.pods.delete(path)
    else this.pods.set(path, pod)
    const before = this.#placed.get(path)
    const after = pod === undefined || hasEnded(pod) ? undefined : placedPod(pod, before)
    if (before === after) return
    if (before !== undefined) this.#takeAway(path, before)
    if (after !== undefined) this.#put(path, after)
  }

  #takeAway(path: string, pod: PlacedPod): void {
    this.#placed.delete(path)
    this.room.pods.splice(this.room.pods.indexOf(pod), 1)
    take(this.room.used, pod, -1)
  }

  #put(path: string, pod: PlacedPod): void {
    this.#placed.set(path, pod)
    this.room.pods.push(pod)
    take(this.room.used, pod, 1)
  }
}

function missingNode(name: string): Node {
  return { metadata: { name, uid: '' }, spec: {} }
}

export class NodeTable {
  readonly #entries = new Map<string, Entry>()
  readonly #unbound = new Map<string, KubeObject>()
  /** How many nodes there are. */
  count = 0

  constructor(store: Store) {
    for (const node of store.all('nodes')) this.#setNode(node.metadata.name, node)
    for (const pod of store.all('pods')) this.#setPod(pathOf(pod), nodeNameOf(pod), pod)
    store.subscribe('nodes', ({ type, object }) =>
      this.#setNode(object.metadata.name, type === 'DELETED' ? undefined : object),
    )
    store.subscribe('pods', (event) => this.#onPod(event))
  }

  /** The node of that name; also where Pods are bound to a name without a node. */
  get(name: string): NodeEntry | undefined {
    return this.#entries.get(name)
  }

  /** The nodes, and the names without one that Pods are bound to. */
  entries(): Iterable<NodeEntry> {
    return this.#entries.values()
  }

  /** Pods that are bound to no node. */
  unbound(): Iterable<KubeObject> {
    return this.#unbound.values()
  }

  #onPod({ type, object, before }: StoreEvent): void {
    const path = pathOf(object)
    const node = nodeNameOf(object)
    if (before !== undefined && nodeNameOf(before) !== node)
      this.#setPod(path, nodeNameOf(before), undefined)
    this.#setPod(path, node, type === 'DELETED' ? undefined : object)
  }

  #setPod(path: string, node: string, pod: KubeObject | undefined): void {
    if (node !== '') {
      this.#entry(node).setPod(path, pod)
      this.#dropEmpty(node)
    } else if (pod === undefined) this.#unbound.delete(path)
    else this.#unbound.set(path, pod)
  }

  #setNode(name: string, node: KubeObject | undefined): void {
    const entry = this.#entry(name)
    this.count += Number(node !== undefined) - Number(entry.object !== undefined)
    entry.setNode(node)
    this.#dropEmpty(name)
  }

  #entry(name: string): Entry {
    let entry = this.#entries.get(name)
    if (entry === undefined) this.#entries.set(name, (entry = new Entry(name)))
    return entry
  }

  #dropEmpty(name: string): void {
    const entry = this.#entries.get(name)
    if (entry?.object === undefined && entry?.pods.size === 0) this.#entries.delete(name)
  }
}

const tables = new WeakMap<Store, NodeTable>()

/** The store's one table: made when it is first asked for, and kept for as long as the store. */
export function nodeTable(store: Store): NodeTable {
  let table = tables.get(store)
  if (table === undefined) tables.set(store, (table = new NodeTable(store)))
  return table
}
