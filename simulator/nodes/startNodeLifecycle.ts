/** The node lifecycle controller (pkg/controller/nodelifecycle): notices silent nodes, and taints nodes by condition. */
import type { ActorWorld } from '../actor.ts'
import type { Json } from '../../domain/decode/readJson.ts'
import { eventRecorder, type RecordEvent } from '../controllers/events.ts'
import { keyOf, type KubeObject } from '../objects.ts'
import { timeText, type StoreEvent } from '../store/store.ts'
import { WorkQueue } from '../workQueue.ts'
import {
  conditionStatus,
  conditionsOf,
  isReady,
  withNodeCondition,
  withPodCondition,
} from './conditions.ts'
import { conditionTaints, drivesAway, taintsOf, withTaints } from './conditionTaints.ts'
import { nodeTable, type NodeTable } from './nodeTable.ts'
import { writeStatus } from './writeStatus.ts'
import { isSilent } from './silence.ts'
import { Zones } from './zones.ts'

export interface NodeLifecycleWorld extends ActorWorld {
  /** How long a node may be silent, in milliseconds (nodeMonitorGracePeriod). */
  readonly nodeGracePeriod?: number
  /** No events about nodes that come: for clusters so large that they would be most of what is stored. */
  readonly isQuiet?: boolean
}

/** Starts it. @returns what stops it */
export function startNodeLifecycle(world: NodeLifecycleWorld): () => void {
  const controller = new NodeLifecycle(world)
  return () => controller.stop()
}

const usualGracePeriod = 50_000
/** Its turn stands for all nodes that are not ready. */
const allNotReady = ''

class NodeLifecycle {
  readonly #world: NodeLifecycleWorld
  readonly #table: NodeTable
  readonly #zones = new Zones()
  readonly #known = new Map<string, KubeObject>()
  readonly #silentSince = new Map<string, number>()
  readonly #queue: WorkQueue
  readonly #record: RecordEvent
  readonly #unsubscribe: () => void

  constructor(world: NodeLifecycleWorld) {
    this.#world = world
    this.#table = nodeTable(world.store)
    this.#record = eventRecorder(world, { component: 'node-controller' })
    this.#queue = new WorkQueue(world.clock, (name) => this.#sync(name))
    for (const node of world.store.all('nodes')) {
      this.#zones.changed(undefined, node)
      this.#known.set(node.metadata.name, node)
      this.#queue.add(node.metadata.name)
    }
    this.#unsubscribe = world.store.subscribe('nodes', (event) => this.#onNode(event))
  }

  stop(): void {
    this.#unsubscribe()
    this.#queue.stop()
  }

  #onNode({ type, object, before }: StoreEvent): void {
    if (this.#zones.changed(before, type === 'DELETED' ? undefined : object))
      this.#queue.add(allNotReady)
    this.#queue.add(object.metadata.name)
  }

  #sync(name: string): void {
    if (name === allNotReady) {
      for (const each of this.#zones.notReady()) this.#queue.add(each)
      return
    }
    const node = this.#world.store.get('nodes', { namespace: '', name })
    this.#tellComing(name, node)
    if (node === undefined) this.#silentSince.delete(name)
    else if (this.#isLost(node)) this.#markUnknown(node)
    else this.#taint(node)
  }

  #tellComing(name: string, node: KubeObject | undefined): void {
    const known = this.#known.get(name)
    const tell = (about: KubeObject, reason: string, message: string): void =>
      this.#record(about, 'Normal', reason, `Node ${name} event: ${message}`)
    if (node !== undefined && known === undefined && this.#world.isQuiet !== true)
      tell(node, 'RegisteredNode', `Registered Node ${name} in Controller`)
    if (node === undefined && known !== undefined)
      tell(known, 'RemovingNode', `Removing Node ${name} from Controller`)
    if (node === undefined) this.#known.delete(name)
    else this.#known.set(name, node)
  }

  /** Has it been silent for too long, without this being known yet? */
  #isLost(node: KubeObject): boolean {
    const { name } = node.metadata
    if (!isSilent(node)) {
      this.#silentSince.delete(name)
      return false
    }
    const now = this.#world.clock.now()
    const since = this.#silentSince.get(name) ?? now
    this.#silentSince.set(name, since)
    const { nodeGracePeriod = usualGracePeriod } = this.#world
    if (now - since < nodeGracePeriod) {
      this.#queue.add(name, since + nodeGracePeriod - now)
      return false
    }
    return conditionStatus(node, 'Ready') !== 'Unknown'
  }

  /** tryUpdateNodeHealth; its Pods are not ready any more (MarkPodsNotReady). */
  #markUnknown(node: KubeObject): void {
    const { registry, clock } = this.#world
    const { name } = node.metadata
    const wasReady = isReady(node)
    const now = timeText(clock.now())
    const conditions = unknownConditions(node, now)
    writeStatus(registry, 'nodes', node, { ...node.status, conditions })
    if (!wasReady) return
    this.#record(node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`)
    for (const pod of this.#table.get(name)?.pods.values() ?? []) this.#markNotReady(pod, now)
  }

  #markNotReady(pod: KubeObject, now: string): void {
    if (!isReady(pod)) return
    const before = conditionsOf(pod)
    const condition = { type: 'Ready', status: 'False' }
    const conditions = withPodCondition(pod, before, condition, now)
    writeStatus(this.#world.registry, 'pods', pod, { ...pod.status, conditions })
    this.#record(pod, 'Warning', 'NodeNotReady', 'Node is not ready')
  }

  #taint(node: KubeObject): void {
    const now = timeText(this.#world.clock.now())
    const before = taintsOf(node)
    const taints = conditionTaints(node, before, this.#mayEvict(node), now)
    const isSame =
      taints.length === before.length && taints.every((each, index) => each === before[index])
    if (isSame) return
    this.#world.registry.update('nodes', keyOf(node), withTaints(node, taints))
  }

  /** doNoExecuteTaintingPass; a taint that is there already only changes with the condition. */
  #mayEvict(node: KubeObject): boolean {
    const ready = conditionStatus(node, 'Ready')
    if (ready === undefined || ready === 'True' || this.#zones.allAreDown) return false
    if (taintsOf(node).some(drivesAway)) return true
    const wait = this.#zones.takeTurn(node, this.#world.clock.now())
    if (wait !== undefined && wait > 0) this.#queue.add(node.metadata.name, wait)
    return wait === 0
  }
}

const silentTypes = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

function unknownConditions(node: KubeObject, now: string): readonly Json[] {
  return silentTypes.reduce((conditions, type) => {
    const before = conditions.find((each) => each['type'] === type)
    if (before?.['status'] === 'Unknown') return conditions
    const told =
      before === undefined
        ? { reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' }
        : { reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' }
    return withNodeCondition(conditions, { type, status: 'Unknown', ...told }, now)
  }, conditionsOf(node))
}
