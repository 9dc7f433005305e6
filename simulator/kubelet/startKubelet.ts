/** The kubelets of all nodes (pkg/kubelet): they report their nodes, and run the Pods that are bound to them. */
import { stopAll, type ActorWorld } from '../actor.ts'
import { at, text } from '../../domain/decode/readJson.ts'
import { eventRecorder, type RecordEvent } from '../controllers/events.ts'
import { isReady } from '../nodes/conditions.ts'
import { nodeTable, type NodeEntry, type NodeTable } from '../nodes/nodeTable.ts'
import { hasEnded, isBeingDeleted, nodeNameOf, phaseOf } from '../nodes/readPod.ts'
import { writeStatus } from '../nodes/writeStatus.ts'
import { isSilent } from '../nodes/silence.ts'
import { keyOf, keyOfPath, pathOf, type KubeObject } from '../objects.ts'
import { timeText, type StoreEvent } from '../store/store.ts'
import { WorkQueue } from '../workQueue.ts'
import { hostIPOf, PodAddresses } from './addresses.ts'
import { refusal } from './admission.ts'
import { containersOf, fieldPathOf, isRunning } from './containerStatus.ts'
import { ownOrUsual, usualDurations, type Durations } from './durations.ts'
import { architectureOf, fateOf } from './fate.ts'
import { reportNode } from './nodeReport.ts'
import { podStatus, type Containers, type OwnAddresses } from './podStatus.ts'
import { advance, containersWithStatus, type KubeletTime, type PodRun } from './podSteps.ts'

export interface KubeletWorld extends ActorWorld {
  /** In [0, 1). */
  readonly random: () => number
  readonly durations?: Partial<Durations>
  /** No Normal events about Pods: for clusters so large that they would be most of what is stored. */
  readonly isQuiet?: boolean
}

/** Starts them. @returns what stops them */
export function startKubelet(world: KubeletWorld): () => void {
  const kubelets = new Kubelets(world)
  return () => kubelets.stop()
}

/** What a kubelet has beside its Pods; gone with its node. */
interface Kubelet {
  readonly record: RecordEvent
  readonly images: Set<string>
}

class Kubelets {
  readonly #world: KubeletWorld
  readonly #durations: Durations
  readonly #table: NodeTable
  readonly #runs = new Map<string, PodRun>()
  readonly #kubelets = new Map<string, Kubelet>()
  readonly #addresses = new PodAddresses()
  /** Pods whose status others have changed while their node was silent. */
  readonly #stale = new Set<string>()
  readonly #pods: WorkQueue
  readonly #nodes: WorkQueue
  readonly #unsubscribe: () => void

  constructor(world: KubeletWorld) {
    this.#world = world
    this.#durations = { ...usualDurations, ...world.durations }
    this.#table = nodeTable(world.store)
    this.#pods = new WorkQueue(world.clock, (path) => this.#syncPod(path))
    this.#nodes = new WorkQueue(world.clock, (name) => this.#syncNode(name))
    for (const { name, pods, object } of this.#table.entries()) {
      this.#nodes.add(name, this.#durations.register)
      for (const [path, pod] of pods)
        if (!isSettled(pod, architectureOf(object))) this.#pods.add(path)
    }
    this.#unsubscribe = stopAll([
      world.store.subscribe('nodes', (event) => this.#onNode(event)),
      world.store.subscribe('pods', (event) => this.#onPod(event)),
    ])
  }

  stop(): void {
    this.#unsubscribe()
    this.#pods.stop()
    this.#nodes.stop()
  }

  #onNode({ type, object, before }: StoreEvent): void {
    const { name } = object.metadata
    if (type === 'DELETED') {
      this.#kubelets.delete(name)
      this.#addresses.forget(name)
      return
    }
    this.#nodes.add(name, before === undefined ? this.#durations.register : 0)
    const isBack = before === undefined || isSilent(before)
    if (!isBack || isSilent(object)) return
    for (const path of this.#table.get(name)?.pods.keys() ?? []) {
      if (before !== undefined) this.#stale.add(path)
      this.#pods.add(path)
    }
  }

  #onPod({ type, object, before }: StoreEvent): void {
    const path = pathOf(object)
    if (type === 'DELETED') {
      this.#runs.delete(path)
      this.#stale.delete(path)
      this.#pods.remove(path)
    } else if (nodeNameOf(object) !== '' && isNews(object, before)) {
      const node = this.#table.get(nodeNameOf(object))?.object
      const comesSettled = before === undefined && isSettled(object, architectureOf(node))
      if (!comesSettled) this.#pods.add(path)
    }
  }

  #syncNode(name: string): void {
    const node = this.#table.get(name)?.object
    if (node === undefined || isSilent(node)) return
    const { registry, clock } = this.#world
    reportNode({ registry, clock, record: this.#kubelet(name).record }, node)
  }

  #syncPod(path: string): void {
    const pod = this.#world.store.get('pods', keyOfPath(path))
    const entry = this.#table.get(nodeNameOf(pod))
    if (pod === undefined || entry?.object === undefined || isSilent(entry.object)) return
    if (isBeingDeleted(pod)) this.#end(pod, path)
    else if (hasEnded(pod)) this.#runs.delete(path)
    else if (at(pod.status, 'startTime') === undefined) this.#take(pod, entry)
    else this.#advance(pod, entry, path)
  }

  /** Takes a Pod that is new on its node, or refuses it (Kubelet.rejectPod). */
  #take(pod: KubeObject, entry: NodeEntry): void {
    const refused = refusal(pod, entry)
    if (refused !== undefined) {
      const { reason, message } = refused
      this.#kubelet(entry.name).record(pod, 'Warning', reason, message)
      const told = { phase: 'Failed', reason, message: `Pod was rejected: ${message}` }
      this.#write(pod, { ...pod.status, ...told })
    } else if (this.#durations.start === 0) this.#advance(pod, entry, pathOf(pod))
    else {
      this.#report(pod, entry, containersWithStatus(pod), false)
      this.#pods.add(pathOf(pod))
    }
  }

  #advance(pod: KubeObject, entry: NodeEntry, path: string): void {
    const run = this.#runOf(pod, path)
    const { record, images } = this.#kubelet(entry.name)
    const time = this.#timeOn(entry, images)
    const { containers, events, changed, dueAt } = advance(pod, run, time)
    if (dueAt === undefined) this.#runs.delete(path)
    else this.#pods.add(path, dueAt - this.#world.clock.now())
    for (const [fieldPath, type, reason, message] of events)
      if (type === 'Warning' || this.#world.isQuiet !== true)
        record(pod, type, reason, message, fieldPath)
    for (const { status } of containers) if (isRunning(status)) images.add(status.image)
    const isNew = at(pod.status, 'startTime') === undefined
    if (this.#stale.delete(path) || changed || isNew) this.#report(pod, entry, containers, true)
  }

  #report(pod: KubeObject, entry: NodeEntry, containers: Containers, hasNetwork: boolean): void {
    const addresses = this.#addressesOf(pod, entry, hasNetwork)
    this.#write(pod, podStatus(pod, containers, addresses, timeText(this.#world.clock.now())))
  }

  #addressesOf(pod: KubeObject, entry: NodeEntry, hasNetwork: boolean): OwnAddresses {
    const hostIP = hostIPOf(entry)
    if (pod.spec?.['hostNetwork'] === true) return { hostIP, podIP: hostIP }
    if (!hasNetwork) return { hostIP }
    return { hostIP, podIP: text(pod.status?.['podIP']) ?? this.#addresses.next(entry) }
  }

  /**
   * Stops a Pod that is being deleted, and says when it has gone (SyncTerminatingPod). Its last status is left out, as
   * kwok leaves it out: a Pod with finalizers stays as it is.
   */
  #end(pod: KubeObject, path: string): void {
    const run = this.#runOf(pod, path)
    const now = this.#world.clock.now()
    if (run.endsAt === undefined) run.endsAt = now + this.#startEnd(pod)
    if (run.endsAt > now) {
      this.#pods.add(path, run.endsAt - now)
      return
    }
    this.#world.registry.delete('pods', keyOf(pod), { gracePeriodSeconds: 0 })
  }

  /** @returns how long it takes, in milliseconds */
  #startEnd(pod: KubeObject): number {
    const running = containersWithStatus(pod).filter(({ status }) => isRunning(status))
    if (hasEnded(pod) || running.length === 0) return 0
    if (this.#world.isQuiet !== true) {
      const { record } = this.#kubelet(nodeNameOf(pod))
      for (const { spec } of running)
        record(pod, 'Normal', 'Killing', `Stopping container ${spec.name}`, fieldPathOf(spec))
    }
    const { deletionGracePeriodSeconds: grace = 0 } = pod.metadata
    const stop = ownOrUsual(pod, 'pod-delete', this.#durations.stop, this.#world.random)
    return Math.min(stop, 1000 * grace)
  }

  #write(pod: KubeObject, status: KubeObject['status']): void {
    writeStatus(this.#world.registry, 'pods', pod, status)
  }

  #runOf({ metadata }: KubeObject, path: string): PodRun {
    const known = this.#runs.get(path)
    if (known?.uid === metadata.uid) return known
    const run = { uid: metadata.uid, due: new Map(), failedPulls: new Map(), endsAt: undefined }
    this.#runs.set(path, run)
    return run
  }

  #timeOn({ object }: NodeEntry, images: ReadonlySet<string>): KubeletTime {
    const { clock, random } = this.#world
    const now = clock.now()
    return {
      now,
      text: timeText(now),
      durations: this.#durations,
      random,
      hasImage: (image) => images.has(image),
      architecture: architectureOf(object),
    }
  }

  #kubelet(node: string): Kubelet {
    const known = this.#kubelets.get(node)
    if (known !== undefined) return known
    const record = eventRecorder(this.#world, { component: 'kubelet', host: node })
    const kubelet = { record, images: new Set<string>() }
    this.#kubelets.set(node, kubelet)
    return kubelet
  }
}

/** What the kubelet acts on: what it and others write into a Pod's status does not concern it. */
function isNews(pod: KubeObject, before: KubeObject | undefined): boolean {
  return (
    before === undefined ||
    nodeNameOf(before) === '' ||
    before.metadata.generation !== pod.metadata.generation ||
    isBeingDeleted(before) !== isBeingDeleted(pod)
  )
}

/** A Pod that comes running, with nothing left to do: a large cluster begins with many of them. */
function isSettled(pod: KubeObject, architecture: string): boolean {
  return (
    phaseOf(pod) === 'Running' &&
    isReady(pod) &&
    !isBeingDeleted(pod) &&
    containersOf(pod).every(({ image }) => fateOf(pod, image, architecture) === 'well')
  )
}
