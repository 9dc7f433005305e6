/** What the controller sees of a DaemonSet on each node, reduced to what a rollout depends on. */
import type { DaemonSet, Pod } from '../k8s/objects.ts'
import {
  compareDaemonPods,
  isAvailable,
  isTerminal,
  nodeOf,
  type PodState,
  podState,
} from '../k8s/pods.ts'
import { isUpToDate, type RolloutTarget } from './rolloutTarget.ts'

/** A Node, and the verdict of the DaemonSet as it would be saved. */
export interface RolloutNode {
  readonly name: string
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
  /** Condition Ready is True. */
  readonly isReady: boolean
}

export interface RolloutInput {
  /** As it would be saved. */
  readonly daemonSet: DaemonSet
  readonly target: RolloutTarget
  /** All Nodes of the cluster. */
  readonly nodes: readonly RolloutNode[]
  /** The DaemonSet's own Pods, those on nodes that are gone included. */
  readonly pods: readonly Pod[]
  /** Seconds since the epoch, for minReadySeconds. */
  readonly now: number
}

/** What a forecast takes to be in the way of Pods. */
export interface RolloutTrouble {
  /** Nodes on which no Pod starts, and none that is deleted goes away. */
  readonly deadNodes: ReadonlySet<string>
  /** Nodes on which no new Pod becomes available, and what it stays instead; of a failing one's no Pod at all does. */
  readonly stuckNodes: ReadonlyMap<string, StuckState>
  /** A Pod cannot start while another one of the DaemonSet is on its node: both want the same host port. */
  readonly isPortTaken: boolean
}

export type StuckState = 'pending' | 'failing'

/** A Pod, existing or foreseen. */
export interface DaemonPod {
  readonly name: string
  readonly isUpToDate: boolean
  /** The controller's pruning of two Pods compares the hash alone, a rolling update the generation too. */
  readonly hasCurrentHash: boolean
  readonly state: PodState
  /** Pending, and nothing says that this will change. */
  readonly isUnschedulable: boolean
  /** Failed or Succeeded. */
  readonly isTerminal: boolean
  readonly isBound: boolean
  readonly isReady: boolean
  readonly isAvailable: boolean
}

/** One node, or a name of a node that is gone, with its Pods in the controller's order. */
export interface RolloutCell {
  readonly name: string
  /** Undefined: there are Pods, but the Node is gone. */
  readonly node: RolloutNode | undefined
  readonly isDead: boolean
  readonly stuck: StuckState | undefined
  /** See RolloutTrouble. */
  readonly isPortTaken: boolean
  pods: readonly DaemonPod[]
}

/**
 * A cell for each Node, and for each missing one that has Pods. As the controller does it leaves out Pods that have
 * ended and are being deleted, and those of which no node is known (daemon_controller.go, getNodesToDaemonPods).
 */
export function rolloutCells(input: RolloutInput, trouble: RolloutTrouble): RolloutCell[] {
  const pods = podsByNode(input)
  const nodes = input.nodes.map((node) => cellOf(node.name, node, pods.get(node.name), trouble))
  for (const { name } of input.nodes) pods.delete(name)
  return [...nodes, ...[...pods].map(([name, each]) => cellOf(name, undefined, each, trouble))]
}

function cellOf(
  name: string,
  node: RolloutNode | undefined,
  pods: readonly DaemonPod[] = [],
  { deadNodes, stuckNodes, isPortTaken }: RolloutTrouble,
): RolloutCell {
  const [isDead, stuck] = [deadNodes.has(name), stuckNodes.get(name)]
  return { name, node, isDead, stuck, isPortTaken, pods }
}

function podsByNode(input: RolloutInput): Map<string, DaemonPod[]> {
  const found = new Map<string, DaemonPod[]>()
  for (const pod of [...input.pods].sort(compareDaemonPods)) {
    const node = nodeOf(pod)
    const read = daemonPod(pod, input)
    if (node === undefined || (read.isTerminal && isTerminating(read))) continue
    const others = found.get(node)
    if (others === undefined) found.set(node, [read])
    else others.push(read)
  }
  return found
}

/** What is read of a Pod for a rollout; what the controller itself does depends on neither trouble nor scheduler. */
export type RolloutPod = Pick<
  Pod,
  | 'name'
  | 'created'
  | 'deleted'
  | 'node'
  | 'target'
  | 'phase'
  | 'ready'
  | 'readySince'
  | 'revision'
  | 'templateGeneration'
  | 'trouble'
  | 'unscheduled'
>

/** What a rollout depends on of one Pod. */
export function daemonPod(
  pod: RolloutPod,
  { daemonSet, target, now }: Pick<RolloutInput, 'daemonSet' | 'target' | 'now'>,
): DaemonPod {
  return {
    name: pod.name,
    isUpToDate: isUpToDate(pod, target),
    hasCurrentHash: target.hash !== undefined && pod.revision === target.hash,
    state: podState(pod),
    isUnschedulable: pod.node === undefined && isWaitingForGood(pod),
    isTerminal: isTerminal(pod),
    isBound: pod.node !== undefined,
    isReady: pod.ready,
    isAvailable: isAvailable(pod, daemonSet.spec.minReadySeconds ?? 0, now),
  }
}

/** A scheduler that failed tries again by itself. */
function isWaitingForGood({ unscheduled }: RolloutPod): boolean {
  return unscheduled !== undefined && unscheduled.reason !== 'SchedulerError'
}

export function isTerminating({ state }: DaemonPod): boolean {
  return state === 'terminating'
}

/** The Pods of a cell that are not being deleted. */
export function livePods({ pods }: RolloutCell): readonly DaemonPod[] {
  return pods.filter((pod) => !isTerminating(pod))
}

/** The Pod that the controller would create on a cell's node, as it is at first. */
export function newPod(cell: RolloutCell): DaemonPod {
  const { isDead, stuck, isPortTaken } = cell
  return {
    name: '',
    isUpToDate: true,
    hasCurrentHash: true,
    state: stuck ?? 'pending',
    isUnschedulable: stuck === 'pending' || (isPortTaken && livePods(cell).length > 0),
    isTerminal: false,
    // A Pod that waits on a dead node is bound by the scheduler, since it tolerates what is wrong with the node.
    isBound: isDead || stuck === 'failing',
    isReady: false,
    isAvailable: false,
  }
}
