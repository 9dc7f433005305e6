/** The taint eviction controller (pkg/controller/tainteviction): deletes Pods that do not tolerate NoExecute taints. */
import { stopAll, type ActorWorld } from '../actor.ts'
import { tolerates } from '../../domain/k8s/taints.ts'
import type { Taint, Toleration } from '../../domain/k8s/objects.ts'
import { eventRecorder, type RecordEvent } from '../controllers/events.ts'
import { keyOf, keyOfPath, pathOf, type KubeObject } from '../objects.ts'
import { isSame, timeText, type StoreEvent } from '../store/store.ts'
import { WorkQueue } from '../workQueue.ts'
import { conditionsOf, withPodCondition } from './conditions.ts'
import { nodeTable, type NodeTable } from './nodeTable.ts'
import { writeStatus } from './writeStatus.ts'
import { nodeNameOf, placementOf } from './readPod.ts'

/** Starts it. @returns what stops it */
export function startTaintEviction(world: ActorWorld): () => void {
  const controller = new TaintEviction(world)
  return () => controller.stop()
}

class TaintEviction {
  readonly #world: ActorWorld
  readonly #table: NodeTable
  readonly #record: RecordEvent
  readonly #nodes: WorkQueue
  readonly #pods: WorkQueue
  readonly #evictions: WorkQueue
  /** Pods that will be evicted, as they were when this was planned. */
  readonly #planned = new Map<string, KubeObject>()
  readonly #unsubscribe: () => void

  constructor(world: ActorWorld) {
    this.#world = world
    this.#table = nodeTable(world.store)
    this.#record = eventRecorder(world, { component: 'taint-eviction-controller' })
    this.#nodes = new WorkQueue(world.clock, (name) => this.#syncNode(name))
    this.#pods = new WorkQueue(world.clock, (path) => this.#syncPod(path))
    this.#evictions = new WorkQueue(world.clock, (path) => this.#evict(path))
    for (const { name, facts } of this.#table.entries())
      if (facts.taints.some(isNoExecute)) this.#nodes.add(name)
    this.#unsubscribe = stopAll([
      world.store.subscribe('nodes', (event) => this.#onNode(event)),
      world.store.subscribe('pods', (event) => this.#onPod(event)),
    ])
  }

  stop(): void {
    this.#unsubscribe()
    for (const queue of [this.#nodes, this.#pods, this.#evictions]) queue.stop()
  }

  #onNode({ object, before }: StoreEvent): void {
    if (!isSame(before?.spec?.['taints'], object.spec?.['taints']))
      this.#nodes.add(object.metadata.name)
  }

  #onPod({ type, object, before }: StoreEvent): void {
    if (type === 'DELETED') {
      if (this.#planned.has(pathOf(object))) this.#pods.add(pathOf(object))
      return
    }
    if (this.#taintsOn(nodeNameOf(object)).length === 0) return
    const isOther =
      before === undefined ||
      nodeNameOf(before) !== nodeNameOf(object) ||
      !isSame(before.spec?.['tolerations'], object.spec?.['tolerations'])
    if (isOther) this.#pods.add(pathOf(object))
  }

  #syncNode(name: string): void {
    for (const path of this.#table.get(name)?.pods.keys() ?? []) this.#syncPod(path)
  }

  /** processPodOnNode */
  #syncPod(path: string): void {
    const pod = this.#world.store.get('pods', keyOfPath(path))
    const taints = this.#taintsOn(nodeNameOf(pod))
    if (pod === undefined || taints.length === 0) return this.#cancel(path)
    const seconds = toleratedFor(taints, placementOf(pod).tolerations ?? [])
    if (seconds === undefined) return this.#cancel(path)
    // One that is planned stays as it is, also where the tolerations are others now.
    if (seconds > 0 && this.#planned.has(path)) return
    this.#cancel(path)
    this.#planned.set(path, pod)
    this.#evictions.add(path, 1000 * seconds)
  }

  #cancel(path: string): void {
    const planned = this.#planned.get(path)
    if (planned === undefined) return
    this.#planned.delete(path)
    this.#evictions.remove(path)
    this.#tell(planned, `Cancelling deletion of Pod ${path}`)
  }

  #evict(path: string): void {
    const planned = this.#planned.get(path)
    this.#planned.delete(path)
    const pod = this.#world.store.get('pods', keyOfPath(path))
    if (planned === undefined || pod?.metadata.uid !== planned.metadata.uid) return
    this.#tell(pod, `Marking for deletion Pod ${path}`)
    const { registry, clock } = this.#world
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    }
    const now = timeText(clock.now())
    const conditions = withPodCondition(pod, conditionsOf(pod), condition, now)
    writeStatus(registry, 'pods', pod, { ...pod.status, conditions })
    registry.delete('pods', keyOf(pod))
  }

  #tell(pod: KubeObject, message: string): void {
    this.#record(pod, 'Normal', 'TaintManagerEviction', message)
  }

  #taintsOn(node: string): readonly Taint[] {
    return this.#table.get(node)?.facts.taints.filter(isNoExecute) ?? []
  }
}

function isNoExecute({ effect }: Taint): boolean {
  return effect === 'NoExecute'
}

/** For how many seconds a Pod may stay: 0 where a taint is not tolerated; undefined: for ever. */
function toleratedFor(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): number | undefined {
  let least: number | undefined
  for (const taint of taints) {
    const used = tolerations.find((toleration) => tolerates(toleration, taint))
    if (used === undefined) return 0
    const { tolerationSeconds } = used
    if (tolerationSeconds !== undefined)
      least = Math.min(least ?? Infinity, Math.max(0, tolerationSeconds))
  }
  return least
}
