/** The Pod garbage collector (pkg/controller/podgc): ends Pods that no kubelet will end. */
import { every } from '../clock.ts'
import type { ActorWorld } from '../actor.ts'
import { keyOf, type KubeObject } from '../objects.ts'
import { timeText } from '../store/store.ts'
import { conditionsOf, isReady, withPodCondition, type Condition } from './conditions.ts'
import { nodeTable, type NodeTable } from './nodeTable.ts'
import { writeStatus } from './writeStatus.ts'
import { hasEnded, isBeingDeleted } from './readPod.ts'

const period = 20_000
/** How long a node has to be missing. */
const quarantine = 40_000
/** So many Pods that have ended may stay. */
const mostEnded = 12_500

/** Starts it. @returns what stops it */
export function startPodGarbageCollector(world: ActorWorld): () => void {
  const collector = new PodGarbageCollector(world)
  return every(
    world.clock,
    () => period,
    () => collector.collect(),
  )
}

class PodGarbageCollector {
  readonly #world: ActorWorld
  readonly #table: NodeTable
  readonly #missingSince = new Map<string, number>()

  constructor(world: ActorWorld) {
    this.#world = world
    this.#table = nodeTable(world.store)
  }

  collect(): void {
    this.#collectEnded()
    this.#collectOutOfService()
    this.#collectOrphaned()
    for (const pod of this.#table.unbound()) if (isBeingDeleted(pod)) this.#end(pod)
  }

  #collectEnded(): void {
    let count = 0
    for (const { pods, room } of this.#table.entries()) count += pods.size - room.pods.length
    if (count <= mostEnded) return
    const ended = [...this.#table.entries()].flatMap(({ pods }) =>
      [...pods.values()].filter(hasEnded),
    )
    ended.sort(evictedThenOldest)
    for (const pod of ended.slice(0, count - mostEnded)) this.#end(pod)
  }

  #collectOutOfService(): void {
    for (const { facts, object, pods } of this.#table.entries()) {
      const isOut = facts.taints.some(({ key }) => key === 'node.kubernetes.io/out-of-service')
      if (object === undefined || !isOut || isReady(object)) continue
      for (const pod of pods.values()) if (isBeingDeleted(pod)) this.#end(pod)
    }
  }

  #collectOrphaned(): void {
    const now = this.#world.clock.now()
    const missing = [...this.#table.entries()].filter(({ object }) => object === undefined)
    const names = new Set(missing.map(({ name }) => name))
    for (const name of this.#missingSince.keys())
      if (!names.has(name)) this.#missingSince.delete(name)
    for (const { name, pods } of missing) {
      const since = this.#missingSince.get(name) ?? now
      this.#missingSince.set(name, since)
      if (now - since < quarantine) continue
      for (const pod of pods.values()) this.#end(pod, nodeGone)
    }
  }

  /** markFailedAndDeletePodWithCondition */
  #end(pod: KubeObject, condition?: Condition): void {
    const { registry, clock } = this.#world
    if (!hasEnded(pod)) {
      const before = conditionsOf(pod)
      const now = timeText(clock.now())
      const conditions =
        condition === undefined ? before : withPodCondition(pod, before, condition, now)
      writeStatus(registry, 'pods', pod, { ...pod.status, phase: 'Failed', conditions })
    }
    registry.delete('pods', keyOf(pod), { gracePeriodSeconds: 0 })
  }
}

const nodeGone: Condition = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'DeletionByPodGC',
  message: 'PodGC: node no longer exists',
}

function evictedThenOldest(a: KubeObject, b: KubeObject): number {
  const evicted = Number(isEvicted(b)) - Number(isEvicted(a))
  const [first, second] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp]
  return evicted || (first < second ? -1 : first > second ? 1 : 0)
}

function isEvicted({ status }: KubeObject): boolean {
  return status?.['reason'] === 'Evicted'
}
