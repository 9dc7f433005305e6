/** Nodes and Pods as the DaemonSet controller looks for them, kept up to date from the store's events. */
import { stopAll } from '../../actor.ts'
import type { NodeFacts } from '../../../domain/placement/verdict.ts'
import { nodeTable, type NodeTable } from '../../nodes/nodeTable.ts'
import type { KubeObject } from '../../objects.ts'
import { SetMap } from '../../setMap.ts'
import { isSame, type Store, type StoreEvent } from '../../store/store.ts'
import { controllerOf } from '../ownership.ts'

export interface IndexListeners {
  /** A Node is new, gone, or has other labels or taints (daemon_controller.go, shouldIgnoreNodeUpdate). */
  readonly nodeChanged: (name: string) => void
  readonly podChanged: (event: StoreEvent) => void
}

export class ClusterIndex {
  readonly #table: NodeTable
  /** By the uid of their controller. */
  readonly #controlled = new SetMap()
  /** By namespace. */
  readonly #orphans = new SetMap()
  readonly #unsubscribe: () => void

  constructor(store: Store, { nodeChanged, podChanged }: IndexListeners) {
    this.#table = nodeTable(store)
    for (const pod of store.all('pods')) this.#put(pod)
    this.#unsubscribe = stopAll([
      store.subscribe('nodes', (event) => {
        if (isNews(event)) nodeChanged(event.object.metadata.name)
      }),
      store.subscribe('pods', (event) => {
        this.#takePod(event)
        podChanged(event)
      }),
    ])
  }

  /** undefined: there is no such node. */
  node(name: string): NodeFacts | undefined {
    const entry = this.#table.get(name)
    return entry?.object && entry.facts
  }

  *nodeNames(): Iterable<string> {
    for (const { name, object } of this.#table.entries()) if (object !== undefined) yield name
  }

  /** Names of the Pods that the object with this uid controls. */
  podsOf(uid: string): ReadonlySet<string> {
    return this.#controlled.get(uid)
  }

  /** Names of the Pods of a namespace that nobody controls. */
  orphans(namespace: string): ReadonlySet<string> {
    return this.#orphans.get(namespace)
  }

  stop(): void {
    this.#unsubscribe()
  }

  #takePod({ type, object, before }: StoreEvent): void {
    const isPut = type !== 'DELETED'
    if (before !== undefined) {
      if (isPut && controllerOf(before)?.uid === controllerOf(object)?.uid) return
      this.#takeAway(before)
    }
    if (isPut) this.#put(object)
  }

  #put(pod: KubeObject): void {
    const [sets, key] = this.#placeOf(pod)
    sets.add(key, pod.metadata.name)
  }

  #takeAway(pod: KubeObject): void {
    const [sets, key] = this.#placeOf(pod)
    sets.delete(key, pod.metadata.name)
  }

  #placeOf(pod: KubeObject): readonly [sets: SetMap, key: string] {
    const controller = controllerOf(pod)
    return controller === undefined
      ? [this.#orphans, pod.metadata.namespace ?? '']
      : [this.#controlled, controller.uid]
  }
}

function isNews({ type, object, before }: StoreEvent): boolean {
  if (type === 'DELETED' || before === undefined) return true
  const isMoved = !isSame(before.metadata.labels, object.metadata.labels)
  return isMoved || !isSame(before.spec?.['taints'], object.spec?.['taints'])
}
