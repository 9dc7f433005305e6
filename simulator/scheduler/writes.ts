/** What the scheduler writes about Pods that it cannot place. */
import { timeText } from '../store/store.ts'
import type { Clock } from '../clock.ts'
import type { RecordEvent } from '../controllers/events.ts'
import { conditionsOf, withPodCondition, type Condition } from '../nodes/conditions.ts'
import { writeStatus } from '../nodes/writeStatus.ts'
import { keyOf, type KubeObject } from '../objects.ts'
import type { Registry } from '../registry/registry.ts'
import { eventText } from './fitError.ts'

export interface SchedulerWorld {
  readonly registry: Registry
  readonly clock: Clock
  readonly record: RecordEvent
}

export interface Failure {
  readonly reason: 'Unschedulable' | 'SchedulerError'
  readonly message: string
}

/**
 * handleSchedulingFailure.
 * @param failure why it cannot be placed; undefined: only the nomination changes
 * @param nominated the node that is kept for it, '' for none; undefined: as before
 */
export function writeFailure(
  { registry, clock, record }: SchedulerWorld,
  pod: KubeObject,
  failure: Failure | undefined,
  nominated: string | undefined,
): void {
  if (failure !== undefined) record(pod, 'Warning', 'FailedScheduling', eventText(failure.message))
  const condition = { type: 'PodScheduled', status: 'False' }
  const told =
    failure === undefined ? pod.status : withCondition(clock, pod, { ...condition, ...failure })
  const { nominatedNodeName: before, ...status } = { nominatedNodeName: undefined, ...told }
  const node = nominated ?? before ?? ''
  const nomination = node === '' ? {} : { nominatedNodeName: node }
  writeStatus(registry, 'pods', pod, { ...status, ...nomination })
}

/** Has a Pod make room for another (preemption/executor.go, PreemptPod). */
export function preemptVictim(
  { registry, clock, record }: SchedulerWorld,
  victim: KubeObject,
  preemptor: KubeObject,
  node: string,
): void {
  const status = withCondition(clock, victim, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  })
  writeStatus(registry, 'pods', victim, status)
  registry.delete('pods', keyOf(victim))
  const message = `Preempted by pod ${preemptor.metadata.uid} on node ${node}`
  record(victim, 'Normal', 'Preempted', message)
}

function withCondition(clock: Clock, pod: KubeObject, condition: Condition): KubeObject['status'] {
  const now = timeText(clock.now())
  const conditions = withPodCondition(pod, conditionsOf(pod), condition, now)
  return { ...pod.status, conditions }
}
