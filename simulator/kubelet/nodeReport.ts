/** What a kubelet says of its node (pkg/kubelet/nodestatus/setters.go). Leases and heartbeats are left out. */
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

/** Writes the node's conditions where they are not what they should be. A pressure that somebody has set stays. */
export function reportNode({ registry, clock, record }: ReportWorld, node: KubeObject): void {
  const wanted = saysNotReady(node) ? notReady : ready
  const missing = unpressed.filter(({ type }) => {
    const status = conditionStatus(node, type)
    return status === undefined || status === 'Unknown'
  })
  const isTold = conditionStatus(node, 'Ready') === wanted.status
  if (isTold && missing.length === 0) return
  const now = timeText(clock.now())
  const conditions = [...missing, ...(isTold ? [] : [wanted])].reduce(
    (all, condition) => withNodeCondition(all, condition, now),
    conditionsOf(node),
  )
  writeStatus(registry, 'nodes', node, { ...node.status, conditions })
  if (isTold) return
  const event = wanted.status === 'True' ? 'NodeReady' : 'NodeNotReady'
  record(node, 'Normal', event, `Node ${node.metadata.name} status is now: ${event}`)
}
