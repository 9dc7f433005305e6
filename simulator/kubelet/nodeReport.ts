/** What a kubelet says of its node (pkg/kubelet/nodestatus/setters.go). Leases and heartbeats are left out. */
import type { Json } from '../../domain/decode/readJson.ts'
import type { Clock } from '../clock.ts'
import type { RecordEvent } from '../controllers/events.ts'
import {
  conditionStatus,
  conditionsOf,
  withNodeCondition,
  type Condition,
} from '../nodes/conditions.ts'
import { writeStatus } from '../nodes/writeStatus.ts'
import { saysNotReady } from '../nodes/silence.ts'
import type { KubeObject } from '../objects.ts'
import type { Registry } from '../registry/registry.ts'
import { timeText } from '../store/store.ts'

interface ReportWorld {
  readonly registry: Registry
  readonly clock: Clock
  readonly record: RecordEvent
}

const unpressed: readonly Condition[] = [
  {
    type: 'MemoryPressure',
    status: 'False',
    reason: 'KubeletHasSufficientMemory',
    message: 'kubelet has sufficient memory available',
  },
  {
    type: 'DiskPressure',
    status: 'False',
    reason: 'KubeletHasNoDiskPressure',
    message: 'kubelet has no disk pressure',
  },
  {
    type: 'PIDPressure',
    status: 'False',
    reason: 'KubeletHasSufficientPID',
    message: 'kubelet has sufficient PID available',
  },
]

const ready: Condition = {
  type: 'Ready',
  status: 'True',
  reason: 'KubeletReady',
  message: 'kubelet is posting ready status',
}

const notReady: Condition = {
  type: 'Ready',
  status: 'False',
  reason: 'KubeletNotReady',
  message: 'container runtime network not ready: NetworkReady=false',
}

/** Writes the node's conditions where they are not what they should be. */
export function reportNode({ registry, clock, record }: ReportWorld, node: KubeObject): void {
  const conditions = reportedConditions(node, timeText(clock.now()))
  if (conditions === undefined) return
  writeStatus(registry, 'nodes', node, { ...node.status, conditions })
  const { type, status } = readiness(node)
  if (conditionStatus(node, type) === status) return
  const event = status === 'True' ? 'NodeReady' : 'NodeNotReady'
  record(node, 'Normal', event, `Node ${node.metadata.name} status is now: ${event}`)
}

/**
 * The node's conditions as its kubelet would have them; a pressure that somebody has set stays.
 * @param now as timeText writes it
 * @returns undefined where they are so already
 */
export function reportedConditions(node: KubeObject, now: string): readonly Json[] | undefined {
  const missing = unpressed.filter(({ type }) => {
    const status = conditionStatus(node, type)
    return status === undefined || status === 'Unknown'
  })
  const wanted = readiness(node)
  const isTold = conditionStatus(node, wanted.type) === wanted.status
  if (isTold && missing.length === 0) return undefined
  return [...missing, ...(isTold ? [] : [wanted])].reduce(
    (all, condition) => withNodeCondition(all, condition, now),
    conditionsOf(node),
  )
}

function readiness(node: KubeObject): Condition {
  return saysNotReady(node) ? notReady : ready
}
