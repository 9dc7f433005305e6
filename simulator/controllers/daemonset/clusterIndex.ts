/** Nodes and Pods as the DaemonSet controller looks for them, kept up to date from the store's events. */
import { decodeNodeFacts } from '../../../domain/placement/decodePlacement.ts'
import type { NodeFacts } from '../../../domain/placement/verdict.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame, type Store, type StoreEvent } from '../../store/store.ts'
import { controllerOf } from '../ownership.ts'

export interface IndexListeners {
  /** A Node is new, gone, or has other labels or taints (daemon_controller.go, shouldIgnoreNodeUpdate). */
  readonly nodeChanged: (name: string) => void
  readonly podChanged: (event: StoreEvent) => void
}

export class ClusterIndex {
  readonly #facts = new Map<string, NodeFacts>()
  readonly #podsOf = new Map<string, Set<string>>()
  readonly #orphans = new Map<string, Set<string>>()
  readonly #unsubscribe: readonly (() => void)[]

  constructor(store: Store, { nodeChanged, podChanged }: IndexListeners) {
    for (const node of store.all('nodes')) this.#facts.set(node.metadata.name, factsOf(node))
    for (const pod of store.all('pods')) this.#setOf(pod)?.add(pod.metadata.name)
    this.#unsubscribe = [
      store.subscribe('nodes', (event) => {
        if (this.#takeNode(event)) nodeChanged(event.object.metadata.name)
      }),
      store.subscribe('pods', (event) => {
        this.#takePod(event)
        podChanged(event)
      }),
    ]
  }

  get nodes(): ReadonlyMap<string, NodeFacts> {
    return this.#facts
  }

  /** Names of the Pods that the object with this uid controls. */
  podsOf(uid: string): ReadonlySet<string> {
    return this.#podsOf.get(uid) ?? none
  }

  /** Names of the Pods of a namespace that nobody controls. */
  orphans(namespace: string): ReadonlySet<string> {
    return this.#orphans.get(namespace) ?? none
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }

  #takeNode({ type, object, before }: StoreEvent): boolean {
    const { name } = object.metadata
    if (type === 'DELETED') return this.#facts.delete(name)
    if (before !== undefined && hasSamePlacement(before, object)) return false
    this.#facts.set(name, factsOf(object))
    return true
  }

  #takePod({ type, object, before }: StoreEvent): void {
    const { name } = object.metadata
    const was = before && this.#setOf(before)
    const is = type === 'DELETED' ? undefined : this.#setOf(object)
    if (was === is) return
    was?.delete(name)
    is?.add(name)
  }

  #setOf(pod: KubeObject): Set<string> {
    const controller = controllerOf(pod)
    return controller === undefined
      ? setAt(this.#orphans, pod.metadata.namespace ?? '')
      : setAt(this.#podsOf, controller.uid)
  }
}

const none: ReadonlySet<string> = new Set()

function setAt(sets: Map<string, Set<string>>, key: string): Set<string> {
  const found = sets.get(key) ?? new Set()
  sets.set(key, found)
  return found
}

function factsOf(node: KubeObject): NodeFacts {
  const read = decodeNodeFacts(node)
  if ('error' in read) throw new Error(read.error)
  return read.facts
}

function hasSamePlacement(a: KubeObject, b: KubeObject): boolean {
  return (
    isSame(a.metadata.labels, b.metadata.labels) && isSame(a.spec?.['taints'], b.spec?.['taints'])
  )
}
