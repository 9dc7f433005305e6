/** Pods by their DaemonSet's uid and their node. */
import type { Pod } from '../k8s/objects.ts'
import { nodeOf } from '../k8s/pods.ts'

/** The Pods of one cell: nearly always none or one, so that most need no list. */
export type CellPods = Pod | readonly Pod[] | undefined

export interface PodPlace {
  readonly daemonSet: string
  readonly node: string
}

export class PodIndex {
  #pods = new Map<string, Pod>()
  #places = new Map<string, Map<string, Pod | readonly Pod[]>>()
  #withoutController = new Map<string, Pod>()

  /** Pods that a controller could adopt. */
  get withoutController(): Iterable<Pod> {
    return this.#withoutController.values()
  }

  /** In no order. */
  get all(): Iterable<Pod> {
    return this.#pods.values()
  }

  get(uid: string): Pod | undefined {
    return this.#pods.get(uid)
  }

  get size(): number {
    return this.#pods.size
  }

  /** Puts all in one step into the place of what there was. */
  replace(pods: Iterable<Pod>): void {
    this.#pods = new Map()
    this.#places = new Map()
    this.#withoutController = new Map()
    let owner: string | undefined
    let column = new Map<string, Pod | readonly Pod[]>()
    for (const pod of pods) {
      this.#pods.set(pod.uid, pod)
      if (pod.owner === undefined) this.#withoutController.set(pod.uid, pod)
      const node = nodeOf(pod)
      if (node === undefined || !isDaemonPod(pod)) continue
      // A DaemonSet's Pods follow each other in a list: its column is looked up once.
      if (pod.owner.uid !== owner) column = this.#columnOf(pod.owner.uid)
      owner = pod.owner.uid
      column.set(node, withPod(column.get(node), pod))
    }
  }

  /** Adds a Pod, or what became of it. @returns the place that it has left, if it has left one */
  set(pod: Pod): PodPlace | undefined {
    const place = placeOf(pod)
    const before = this.#pods.get(pod.uid)
    const left = before === undefined ? undefined : this.#leave(before)
    this.#pods.set(pod.uid, pod)
    if (pod.owner === undefined) this.#withoutController.set(pod.uid, pod)
    else this.#withoutController.delete(pod.uid)
    if (place === undefined) return left
    const column = this.#columnOf(place.daemonSet)
    column.set(place.node, withPod(column.get(place.node), pod))
    return left?.daemonSet === place.daemonSet && left.node === place.node ? undefined : left
  }

  /** @returns the place that it has left; undefined where there was none */
  delete(uid: string): PodPlace | undefined {
    const pod = this.#pods.get(uid)
    if (pod === undefined) return undefined
    this.#pods.delete(uid)
    this.#withoutController.delete(uid)
    return this.#leave(pod)
  }

  /** The Pods of a DaemonSet by node. */
  of(daemonSet: string): ReadonlyMap<string, Pod | readonly Pod[]> | undefined {
    return this.#places.get(daemonSet)
  }

  #columnOf(daemonSet: string): Map<string, Pod | readonly Pod[]> {
    const known = this.#places.get(daemonSet)
    if (known !== undefined) return known
    const column = new Map<string, Pod | readonly Pod[]>()
    this.#places.set(daemonSet, column)
    return column
  }

  #leave(pod: Pod): PodPlace | undefined {
    const place = placeOf(pod)
    const column = place === undefined ? undefined : this.#places.get(place.daemonSet)
    if (place === undefined || column === undefined) return undefined
    const rest = withoutPod(column.get(place.node), pod.uid)
    if (rest === undefined) column.delete(place.node)
    else column.set(place.node, rest)
    if (column.size === 0) this.#places.delete(place.daemonSet)
    return place
  }
}

/** Where a Pod belongs; undefined for Pods of other owners, and for those that no node is known of. */
export function placeOf(pod: Pod): PodPlace | undefined {
  const node = nodeOf(pod)
  return node !== undefined && isDaemonPod(pod) ? { daemonSet: pod.owner.uid, node } : undefined
}

function isDaemonPod(pod: Pod): pod is Pod & { readonly owner: object } {
  return pod.owner?.kind === 'DaemonSet'
}

/** The Pods of a cell as a list, old ones first. */
export function listOf(pods: CellPods): readonly Pod[] {
  if (pods === undefined) return []
  return isList(pods) ? pods : [pods]
}

export function isList(pods: Pod | readonly Pod[]): pods is readonly Pod[] {
  return Array.isArray(pods)
}

function withPod(pods: CellPods, pod: Pod): Pod | readonly Pod[] {
  if (pods === undefined) return pod
  return [...listOf(pods), pod].sort(
    (a, b) => a.created - b.created || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  )
}

function withoutPod(pods: CellPods, uid: string): CellPods {
  const rest = listOf(pods).filter((pod) => pod.uid !== uid)
  return rest.length <= 1 ? rest[0] : rest
}
