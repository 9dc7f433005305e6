/** The scheduler (pkg/scheduler): binds Pods to nodes, or says why it cannot. */
import { stopAll, type ActorWorld } from '../actor.ts'
import { at, listOf, text } from '../../domain/decode/readJson.ts'
import { eventRecorder } from '../controllers/events.ts'
import { nodeTable, type NodeEntry, type NodeTable } from '../nodes/nodeTable.ts'
import { hasEnded, isBeingDeleted, nodeNameOf } from '../nodes/readPod.ts'
import { keyOf, keyOfPath, pathOf, type KubeObject } from '../objects.ts'
import { isSame, type StoreEvent } from '../store/store.ts'
import { rejection } from './filters.ts'
import { afterFilters, noNodes, notOfItsNodes, reasonsText } from './fitError.ts'
import { leastLoaded } from './leastLoaded.ts'
import { Nominations } from './nominations.ts'
import { notSimulated } from './notSimulated.ts'
import { podToPlace, withStatusOf, type PodToPlace } from './podToPlace.ts'
import { findCandidate, type Candidate, type RejectedBy } from './preempt.ts'
import { SchedulingQueue } from './schedulingQueue.ts'
import { preemptVictim, writeFailure, type Failure, type SchedulerWorld } from './writes.ts'

const component = 'default-scheduler'

interface SchedulerOptions extends ActorWorld {
  /** No events about Pods that it could place: for clusters so large that they would be most of what is stored. */
  readonly isQuiet?: boolean
}

/** Starts it. @returns what stops it */
export function startScheduler(options: SchedulerOptions): () => void {
  const record = eventRecorder(options, { component })
  const scheduler = new Scheduler({ ...options, record })
  return () => scheduler.stop()
}

type World = SchedulerOptions & SchedulerWorld

class Scheduler {
  readonly #world: World
  readonly #table: NodeTable
  readonly #queue: SchedulingQueue
  readonly #nominations = new Nominations()
  /** Pods that wait, as they were read when they came. */
  readonly #pods = new Map<string, PodToPlace>()
  readonly #unsubscribe: () => void

  constructor(world: World) {
    this.#world = world
    this.#table = nodeTable(world.store)
    this.#queue = new SchedulingQueue(world.clock, (path) => this.#schedule(path))
    for (const pod of this.#table.unbound()) if (isWaiting(pod)) this.#enqueue(podToPlace(pod))
    this.#unsubscribe = stopAll([
      world.store.subscribe('nodes', (event) => this.#onNode(event)),
      world.store.subscribe('pods', (event) => this.#onPod(event)),
    ])
  }

  stop(): void {
    this.#unsubscribe()
    this.#queue.stop()
  }

  #enqueue(pod: PodToPlace): void {
    if (pod.nominated !== '') this.#nominations.set(pod, pod.nominated)
    this.#pods.set(pod.path, pod)
    this.#queue.add(pod.path, pod.priority, pod.names)
  }

  #onNode({ type, object, before }: StoreEvent): void {
    if (type === 'DELETED') return
    if (before === undefined || !isSame(roomOf(before), roomOf(object)))
      this.#queue.changed(object.metadata.name)
  }

  #onPod({ type, object, before }: StoreEvent): void {
    const path = pathOf(object)
    if (type !== 'DELETED' && isWaiting(object)) {
      if (before === undefined || !isWaiting(before) || isOther(before, object))
        this.#enqueue(podToPlace(object))
      return
    }
    if (this.#pods.delete(path)) {
      this.#queue.remove(path)
      this.#nominations.remove(path)
    }
    const hadRoom = before !== undefined && !hasEnded(before)
    if (hadRoom && (type === 'DELETED' || hasEnded(object))) this.#queue.changed(nodeNameOf(object))
  }

  /** One scheduling cycle (schedule_one.go). */
  #schedule(path: string): void {
    const object = this.#world.store.get('pods', keyOfPath(path))
    const known = this.#pods.get(path)
    if (object === undefined || known === undefined || isBeingDeleted(object)) return
    const pod = withStatusOf(known, object)
    const unknown = notSimulated(object)
    if (unknown !== undefined) return this.#fail(pod, unknown, undefined, 'SchedulerError')
    if (this.#table.count === 0) return this.#fail(pod, noNodes, undefined)
    const { feasible, rejected } = this.#look(pod)
    const node = leastLoaded(pod, feasible)
    if (node !== undefined) this.#bind(pod, node)
    else this.#failOrPreempt(pod, rejected)
  }

  #look(pod: PodToPlace): { feasible: readonly NodeEntry[]; rejected: readonly RejectedBy[] } {
    const feasible: NodeEntry[] = []
    const rejected: RejectedBy[] = []
    for (const entry of this.#candidates(pod)) {
      if (entry.object === undefined) continue
      const room = this.#nominations.roomFor(pod, entry)
      const against = rejection(pod, entry, room)
      if (against === undefined) feasible.push(entry)
      else rejected.push({ entry, room, rejection: against })
    }
    return { feasible, rejected }
  }

  #candidates({ names }: PodToPlace): Iterable<NodeEntry> {
    if (names === undefined) return this.#table.entries()
    return [...names].flatMap((name) => this.#table.get(name) ?? [])
  }

  #bind({ object }: PodToPlace, { name }: NodeEntry): void {
    const { registry, record, isQuiet } = this.#world
    const bound = registry.bind(keyOf(object), name)
    if (isQuiet === true) return
    const { namespace = '', name: podName } = object.metadata
    const message = `Successfully assigned ${namespace}/${podName} to ${name}`
    record(bound, 'Normal', 'Scheduled', message)
  }

  #failOrPreempt(pod: PodToPlace, rejected: readonly RejectedBy[]): void {
    const { count } = this.#table
    const reasons = rejected.map((each) => each.rejection.reasons)
    const filters = reasonsText(count, reasons, notOfItsNodes)
    const found = findCandidate(pod, rejected, count)
    if (typeof found === 'string') {
      const keepsNode = found.startsWith('not eligible')
      this.#fail(pod, `${filters} ${afterFilters(found)}`, keepsNode ? undefined : '')
    } else {
      this.#fail(pod, filters, found.entry.name)
      this.#preempt(pod, found)
    }
  }

  #preempt(pod: PodToPlace, { entry, victims }: Candidate): void {
    for (const path of this.#nominations.below(entry.name, pod.priority)) {
      const other = this.#world.store.get('pods', keyOfPath(path))
      this.#nominations.remove(path)
      if (other !== undefined) writeFailure(this.#world, other, undefined, '')
    }
    for (const victim of victims)
      if (!isBeingDeleted(victim)) preemptVictim(this.#world, victim, pod.object, entry.name)
  }

  /** @param nominated the node that is kept for it, '' for none; undefined: as before */
  #fail(
    pod: PodToPlace,
    message: string,
    nominated: string | undefined,
    reason: Failure['reason'] = 'Unschedulable',
  ): void {
    if (nominated === '') this.#nominations.remove(pod.path)
    else if (nominated !== undefined) this.#nominations.set(pod, nominated)
    this.#queue.failed(pod.path)
    writeFailure(this.#world, pod.object, { reason, message }, nominated)
  }
}

/** Is it for this scheduler to place? Scheduling gates keep it away. */
function isWaiting(pod: KubeObject): boolean {
  const scheduler = text(at(pod.spec, 'schedulerName')) ?? component
  const gates = listOf(at(pod.spec, 'schedulingGates'), (gate) => gate)
  return nodeNameOf(pod) === '' && scheduler === component && gates.length === 0 && !hasEnded(pod)
}

/** Has what the scheduler looks at changed? */
function isOther(before: KubeObject, after: KubeObject): boolean {
  return before.metadata.generation !== after.metadata.generation
}

/** What of a node decides where Pods fit. */
function roomOf({ metadata, spec, status }: KubeObject): readonly unknown[] {
  const parts = [at(spec, 'unschedulable'), at(spec, 'taints'), at(status, 'allocatable')]
  return [metadata.labels, ...parts]
}
