/** Conditions of Pods and Nodes. */
import { at, isJson, listOf, type Json } from '../../domain/decode/readJson.ts'
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

/** Condition Ready is True, of a Node or a Pod. */
export function isReady(object: KubeObject): boolean {
  return conditionStatus(object, 'Ready') === 'True'
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
  return withCondition(conditions, observed(pod, condition), now)
}

/** A Pod's condition as it is next, given those that it has. */
export function nextPodCondition(
  pod: KubeObject,
  conditions: readonly Json[],
  condition: Condition,
  now: string,
): Json {
  const before = conditions.find((each) => each['type'] === condition.type)
  return timed(observed(pod, condition), before, now)
}

function observed({ metadata }: KubeObject, condition: Condition): Condition & Json {
  const { generation: observedGeneration } = metadata
  return observedGeneration === undefined ? { ...condition } : { ...condition, observedGeneration }
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
  const set = timed(condition, conditions[index], now)
  return index === -1 ? [...conditions, set] : conditions.with(index, set)
}

function timed(condition: Condition & Json, before: Json | undefined, now: string): Json {
  const isSame = before !== undefined && before['status'] === condition.status
  return { ...condition, lastTransitionTime: isSame ? before['lastTransitionTime'] : now }
}
