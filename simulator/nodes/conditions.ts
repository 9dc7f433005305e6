/** Conditions of Pods and Nodes. */
import { at, isJson, listOf, numberOrZero, type Json } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'

export interface Condition {
  readonly type: string
  /** True, False or Unknown. */
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

export function conditionsOf(object: KubeObject): readonly Json[] {
  return listOf(at(object.status, 'conditions'), (each) => (isJson(each) ? each : undefined))
}

export function conditionStatus(object: KubeObject, type: string): unknown {
  return at(
    conditionsOf(object).find((each) => each['type'] === type),
    'status',
  )
}

/**
 * A Pod's conditions with one of them set; its time is when its status last changed (pkg/api/v1/pod/util.go,
 * UpdatePodCondition).
 * @param now as timeText writes it
 */
export function withPodCondition(
  pod: KubeObject,
  conditions: readonly Json[],
  condition: Condition,
  now: string,
): readonly Json[] {
  const observedGeneration = numberOrZero(pod.metadata.generation)
  return withCondition(
    conditions,
    {
      ...condition,
      ...(observedGeneration === 0 ? {} : { observedGeneration }),
      lastProbeTime: null,
    },
    now,
  )
}

/** As withPodCondition, for a Node: its conditions tell when the kubelet last spoke, too. */
export function withNodeCondition(
  conditions: readonly Json[],
  condition: Condition,
  now: string,
): readonly Json[] {
  return withCondition(conditions, { ...condition, lastHeartbeatTime: now }, now)
}

function withCondition(
  conditions: readonly Json[],
  condition: Condition & Json,
  now: string,
): readonly Json[] {
  const index = conditions.findIndex((each) => each['type'] === condition.type)
  const before = conditions[index]
  const isSame = before?.['status'] === condition.status
  const set = { ...condition, lastTransitionTime: isSame ? before['lastTransitionTime'] : now }
  return before === undefined ? [...conditions, set] : conditions.with(index, set)
}
