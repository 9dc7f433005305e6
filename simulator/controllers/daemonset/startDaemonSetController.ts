/** Starts the DaemonSet controller, and decides which DaemonSets have their turn when (daemon_controller.go). */
import { every } from '../../clock.ts'
import { stopAll, type ActorWorld } from '../../actor.ts'
import { number, numberOrZero } from '../../../domain/decode/readJson.ts'
import { shouldContinueBit, shouldRunBit } from '../../../domain/placement/placementVerdict.ts'
import { keyOfPath, type KubeObject, type Owner, pathOf } from '../../objects.ts'
import type { Flavour } from '../../registry/registry.ts'
import { isSame, type StoreEvent } from '../../store/store.ts'
import { eventRecorder, type RecordEvent } from '../events.ts'
import { controllerOf, matches } from '../ownership.ts'
import { isReady } from '../../nodes/conditions.ts'
import { WorkQueue } from '../../workQueue.ts'
import { ClusterIndex } from './clusterIndex.ts'
import { DaemonSetView } from './daemonSetView.ts'
import { syncDaemonSet } from './daemonSetSync.ts'
import { FailedPodsBackoff } from './failedPodsBackoff.ts'
import { bitsOn, SubjectReader } from './subject.ts'

export interface DaemonSetControllerWorld extends ActorWorld {
  /** From 0 to below 1. */
  readonly random: () => number
  readonly flavour: Flavour
}

/** A DaemonSet's turns are that far apart: what its Pods do meanwhile is one turn's work, and one write of its status. */
const pauseMilliseconds = 50
const backoffCollectMilliseconds = 60_000

/** Runs the controller. @returns what stops it */
export function startDaemonSetController(world: DaemonSetControllerWorld): () => void {
  return new DaemonSetController(world).stop
}

class DaemonSetController {
  readonly #world: DaemonSetControllerWorld
  readonly #record: RecordEvent
  readonly #index: ClusterIndex
  readonly #backoff = new FailedPodsBackoff()
  readonly #subjects: SubjectReader
  readonly #views = new Map<string, DaemonSetView>()
  readonly #daemonSets: WorkQueue
  readonly #nodes: WorkQueue
  readonly stop: () => void

  constructor(world: DaemonSetControllerWorld) {
    const { store, clock } = world
    this.#world = world
    this.#subjects = new SubjectReader(world)
    this.#record = eventRecorder(world, { component: 'daemonset-controller' })
    const turns = { keysPerTurn: 1, pause: pauseMilliseconds }
    this.#daemonSets = new WorkQueue(clock, (path) => this.#sync(path), turns)
    this.#nodes = new WorkQueue(clock, (name) => this.#wakeForNode(name))
    this.#index = new ClusterIndex(store, {
      nodeChanged: (name) => this.#nodeChanged(name),
      podChanged: (event) => this.#podChanged(event),
    })
    this.stop = stopAll([
      store.subscribe('daemonsets', (event) => this.#daemonSetChanged(event)),
      store.subscribe('controllerrevisions', (event) => this.#revisionChanged(event)),
      every(
        clock,
        () => backoffCollectMilliseconds,
        () => this.#backoff.collect(clock.now()),
      ),
      () => this.#index.stop(),
      () => this.#daemonSets.stop(),
      () => this.#nodes.stop(),
    ])
    for (const daemonSet of store.all('daemonsets')) this.#enqueue(daemonSet)
  }

  #enqueue(daemonSet: KubeObject): void {
    this.#daemonSets.add(pathOf(daemonSet))
  }

  #sync(path: string): void {
    const raw = this.#get(path)
    if (raw === undefined) return
    syncDaemonSet(
      {
        ...this.#world,
        record: this.#record,
        index: this.#index,
        backoff: this.#backoff,
        again: (milliseconds) => this.#daemonSets.add(path, milliseconds),
      },
      this.#subjects.read(raw),
      this.#viewOf(raw),
    )
  }

  #get(path: string): KubeObject | undefined {
    return this.#world.store.get('daemonsets', keyOfPath(path))
  }

  #viewOf(daemonSet: KubeObject): DaemonSetView {
    const { uid } = daemonSet.metadata
    const found = this.#views.get(uid)
    const view = found ?? new DaemonSetView(this.#world.store, this.#index, daemonSet)
    this.#views.set(uid, view)
    return view
  }

  #daemonSetChanged({ type, object }: StoreEvent): void {
    if (type !== 'DELETED') return this.#enqueue(object)
    this.#views.delete(object.metadata.uid)
    this.#subjects.forget(object)
    this.#daemonSets.remove(pathOf(object))
  }

  #nodeChanged(name: string): void {
    for (const view of this.#views.values()) view.nodeChanged(name)
    if (this.#index.node(name) !== undefined) this.#nodes.add(name)
  }

  /** Wakes the DaemonSets that the Node concerns; no others, so that their status may be stale (syncNodeUpdate). */
  #wakeForNode(name: string): void {
    const node = this.#index.node(name)
    if (node === undefined) return
    for (const daemonSet of this.#world.store.all('daemonsets')) {
      const bits = bitsOn(this.#subjects.read(daemonSet), node)
      const isPlaced = this.#viewOf(daemonSet).hasBoundPod(name)
      const isMissing = (bits & shouldRunBit) !== 0 && !isPlaced
      const isUnwanted = (bits & shouldContinueBit) === 0 && isPlaced
      const isStray = isPlaced && numberOrZero(daemonSet.status?.['numberMisscheduled']) > 0
      if (isMissing || isUnwanted || isStray) this.#enqueue(daemonSet)
    }
  }

  #podChanged(event: StoreEvent): void {
    const { type, object, before } = event
    const isEnding = type === 'DELETED' || object.metadata.deletionTimestamp !== undefined
    const [was, is] = [before && controllerOf(before), controllerOf(object)]
    const isMoved = was !== undefined && was.uid !== is?.uid
    for (const owner of isMoved ? [was, is] : [is]) this.#ownPodChanged(event, owner)
    if (is !== undefined || isEnding) return
    if (before === undefined || isMoved || !isSame(before.metadata.labels, object.metadata.labels))
      this.#wakeAdopters(object)
  }

  #ownPodChanged({ object, before }: StoreEvent, owner: Owner | undefined): void {
    const daemonSet = owner && this.#resolve(object, owner)
    if (daemonSet === undefined) return
    this.#views.get(daemonSet.metadata.uid)?.podChanged(object.metadata.name)
    this.#enqueue(daemonSet)
    const minReady = number(daemonSet.spec?.['minReadySeconds']) ?? 0
    const becameReady = before !== undefined && !isReady(before) && isReady(object)
    // A second more, for clocks that differ by milliseconds.
    if (becameReady && minReady > 0) {
      this.#daemonSets.add(pathOf(daemonSet), (minReady + 1) * 1000)
    }
  }

  #revisionChanged({ type, object, before }: StoreEvent): void {
    const [was, is] = [before && controllerOf(before), controllerOf(object)]
    const isMoved = type === 'MODIFIED' && was !== undefined && was.uid !== is?.uid
    if (isMoved) this.#enqueueOwner(object, was)
    if (is !== undefined) {
      if (type !== 'ADDED') this.#enqueueOwner(object, is)
      return
    }
    const isNew =
      before === undefined || isMoved || !isSame(before.metadata.labels, object.metadata.labels)
    if (type !== 'DELETED' && isNew) this.#wakeAdopters(object)
  }

  #enqueueOwner(object: KubeObject, owner: Owner): void {
    const daemonSet = this.#resolve(object, owner)
    if (daemonSet !== undefined) this.#enqueue(daemonSet)
  }

  #resolve({ metadata }: KubeObject, owner: Owner): KubeObject | undefined {
    if (owner.kind !== 'DaemonSet') return undefined
    const key = { namespace: metadata.namespace ?? '', name: owner.name }
    const found = this.#world.store.get('daemonsets', key)
    return found?.metadata.uid === owner.uid ? found : undefined
  }

  #wakeAdopters(orphan: KubeObject): void {
    const { namespace = '' } = orphan.metadata
    for (const daemonSet of this.#world.store.all('daemonsets', namespace)) {
      const { selector } = this.#subjects.read(daemonSet)
      if (matches(orphan, selector)) this.#enqueue(daemonSet)
    }
  }
}
