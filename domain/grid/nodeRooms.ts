/** The room on each node, kept up to date from the moment on that somebody asks for it. */
import { Demands } from '../k8s/demandText.ts'
import type { Node, Pod } from '../k8s/objects.ts'
import { isTerminal } from '../k8s/pods.ts'
import { nodeRoom, type NodeRoom, type PlacedPod, readAllocatable } from '../placement/fit.ts'

/** Who asks for room: a Pod that is there already does not count for itself. */
export interface RoomAsk {
  readonly priority: number
  readonly uid?: string
}

export class NodeRooms {
  readonly demands = new Demands()
  readonly #all: () => Iterable<Pod>
  /** By node and uid: those that are bound to it or nominated for it; undefined until somebody asks. */
  #pods: Map<string, Map<string, Pod>> | undefined
  readonly #rooms = new Map<string, KnownRoom>()
  /** By its text: there are few kinds of nodes. */
  readonly #allocatable = new Map<string, NodeRoom['allocatable']>()

  /** @param all every Pod, as of when it is called */
  constructor(all: () => Iterable<Pod>) {
    this.#all = all
  }

  /** All Pods are others. */
  forget(): void {
    this.#pods = undefined
    this.#rooms.clear()
    this.#allocatable.clear()
  }

  /** A Pod has come, changed or gone. @returns whether the room on a node is another one now */
  change(before: Pod | undefined, after: Pod | undefined): boolean {
    if (isSame(before, after)) return false
    this.#take(before)
    if (after !== undefined) this.#put(this.#pods, after)
    return true
  }

  /** What is left on a node for a Pod: of those that are nominated, the ones that are as important count. */
  of(node: Node, { priority, uid }: RoomAsk): NodeRoom {
    const { room, nominated } = this.#known(node)
    const counted = nominated.filter(
      (pod) => pod.uid !== uid && (this.demands.of(pod.demand).priority ?? 0) >= priority,
    )
    if (counted.length === 0) return room
    return this.#sum(node, [...room.pods, ...counted.map((pod) => this.#placed(pod))])
  }

  #known(node: Node): KnownRoom {
    const { name } = node.metadata
    const known = this.#rooms.get(name)
    if (known?.node === node) return known
    const bound: PlacedPod[] = []
    const nominated: Pod[] = []
    for (const pod of this.#podsOn(name)) {
      if (pod.node === undefined) nominated.push(pod)
      else bound.push(this.#placed(pod))
    }
    const made = { node, room: this.#sum(node, bound), nominated }
    this.#rooms.set(name, made)
    return made
  }

  #sum(node: Node, pods: readonly PlacedPod[]): NodeRoom {
    const text = JSON.stringify(node.status?.allocatable ?? {})
    const allocatable = this.#allocatable.get(text) ?? readAllocatable(node)
    this.#allocatable.set(text, allocatable)
    return nodeRoom(node, pods, allocatable)
  }

  #podsOn(node: string): Iterable<Pod> {
    if (this.#pods === undefined) {
      this.#pods = new Map()
      for (const pod of this.#all()) this.#put(this.#pods, pod)
    }
    return this.#pods.get(node)?.values() ?? []
  }

  #put(index: Map<string, Map<string, Pod>> | undefined, pod: Pod): void {
    const node = placeOf(pod)
    if (node === undefined) return
    this.#rooms.delete(node)
    const pods = index?.get(node)
    if (pods === undefined) index?.set(node, new Map([[pod.uid, pod]]))
    else pods.set(pod.uid, pod)
  }

  #take(pod: Pod | undefined): void {
    const node = pod === undefined ? undefined : placeOf(pod)
    if (pod === undefined || node === undefined) return
    this.#rooms.delete(node)
    this.#pods?.get(node)?.delete(pod.uid)
  }

  #placed({ namespace, name, phase, deleted, started, demand }: Pod): PlacedPod {
    return { namespace, name, phase, deleted, started, demand: this.demands.of(demand) }
  }
}

interface KnownRoom {
  readonly node: Node
  /** Of the Pods that are bound to it. */
  readonly room: NodeRoom
  readonly nominated: readonly Pod[]
}

function placeOf({ node, nominated }: Pod): string | undefined {
  return node ?? nominated
}

/** Most changes of a Pod leave its place on the node as it is. */
function isSame(a: Pod | undefined, b: Pod | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    placeOf(a) === placeOf(b) &&
    a.node === b.node &&
    a.demand === b.demand &&
    a.deleted === b.deleted &&
    a.started === b.started &&
    isTerminal(a) === isTerminal(b)
  )
}
