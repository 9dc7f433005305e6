/** Pods for whom others have had to go: their room is kept for them (pkg/scheduler/backend/queue, nominator.go). */
import { take, type NodeRoom, type PlacedPod } from '../../domain/placement/fit.ts'
import { SetMap } from '../setMap.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'
import type { PodToPlace } from './podToPlace.ts'

interface Nomination {
  readonly node: string
  readonly priority: number
  readonly placed: PlacedPod
}

export class Nominations {
  readonly #byPath = new Map<string, Nomination>()
  readonly #byNode = new SetMap()

  set({ path, object, priority, demand }: PodToPlace, node: string): void {
    this.remove(path)
    const { namespace = '', name } = object.metadata
    const placed = { namespace, name, phase: 'Pending', demand }
    this.#byPath.set(path, { node, priority, placed })
    this.#byNode.add(node, path)
  }

  remove(path: string): void {
    const nomination = this.#byPath.get(path)
    if (nomination === undefined) return
    this.#byPath.delete(path)
    this.#byNode.delete(nomination.node, path)
  }

  /** Those for a node of lower priority than that. */
  below(node: string, priority: number): readonly string[] {
    const paths = [...this.#byNode.get(node)]
    return paths.filter((path) => (this.#byPath.get(path)?.priority ?? 0) < priority)
  }

  /** A node's room for a Pod: nominated Pods of equal or higher priority count as if they were there. */
  roomFor(pod: PodToPlace, { name, room }: NodeEntry): NodeRoom {
    const paths = this.#byNode.get(name)
    if (paths.size === 0) return room
    const others = [...paths].flatMap((path) => {
      const nomination = this.#byPath.get(path)
      const counts = path !== pod.path && nomination !== undefined
      return counts && nomination.priority >= pod.priority ? [nomination.placed] : []
    })
    if (others.length === 0) return room
    const used = new Map(room.used)
    for (const other of others) take(used, other, 1)
    return { allocatable: room.allocatable, pods: [...room.pods, ...others], used }
  }
}
