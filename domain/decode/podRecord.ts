/** How a Pod becomes the flat record of domain/k8s/objects.ts; the readers of protobuf and of JSON share it. */
import type { ContainerTrouble, Labels, Pod } from '../k8s/objects.ts'
import { writeDemand } from '../k8s/demandText.ts'
import { type DemandSpec, podDemand } from '../k8s/podDemand.ts'
import { isErrorReason } from '../k8s/pods.ts'
import { setText } from './setText.ts'

/** A Pod that is being read: its parts come in any order. */
export type PodDraft = { -readonly [K in keyof Pod]: Pod[K] } & { trouble?: ContainerTrouble[] }

export function newPod(): PodDraft {
  return {
    uid: '',
    namespace: '',
    name: '',
    created: 0,
    phase: '',
    ready: false,
    restarts: 0,
  }
}

export const revisionLabel = 'controller-revision-hash'
export const templateGenerationLabel = 'pod-template-generation'

/** Whose labels the record keeps: a Pod with a controller can't be adopted. */
export function addLabels(pod: PodDraft, labels: Labels | undefined): void {
  if (pod.owner === undefined && labels !== undefined) pod.labels = labels
}

/** Quantities that cannot be read are none: the API server writes no such Pod. */
export function addDemand(pod: PodDraft, spec: DemandSpec): void {
  setText(pod, 'demand', writeDemand(podDemand(spec).demand))
}

/** A condition of the status; two of them matter. `since` is its lastTransitionTime. */
export interface PodCondition {
  type: string
  status: string
  reason: string
  message: string
  since: number | undefined
}

export function addCondition(pod: PodDraft, condition: PodCondition): void {
  const { type, status, since } = condition
  if (type === 'Ready') {
    pod.ready = status === 'True'
    if (since !== undefined) pod.readySince = since
  }
  if (type === 'PodScheduled' && status !== 'True') {
    pod.unscheduled = {
      reason: condition.reason,
      ...(condition.message === '' ? {} : { message: condition.message }),
      ...(since === undefined ? {} : { since }),
    }
  }
}

export interface ContainerEnd {
  exitCode: number
  reason: string
  message: string
}

/** The status of one container, of whatever kind. */
export interface ContainerStatus {
  name: string
  image: string
  restarts: number
  waiting: { reason: string; message: string } | undefined
  terminated: ContainerEnd | undefined
  /** How it ended the last time. */
  lastEnd: ContainerEnd | undefined
}

export function addContainer(pod: PodDraft, status: ContainerStatus): void {
  pod.restarts += status.restarts
  const trouble = troubleOf(status)
  if (trouble !== undefined) (pod.trouble ??= []).push(trouble)
}

/** What is wrong with a container that waits with an error or has ended with one. */
function troubleOf(status: ContainerStatus): ContainerTrouble | undefined {
  const { waiting, terminated, lastEnd } = status
  if (waiting !== undefined && isErrorReason(waiting.reason))
    return describe(status, waiting.reason, waiting.message, lastEnd?.exitCode)
  if (terminated === undefined || terminated.exitCode === 0) return undefined
  return describe(status, terminated.reason || 'Error', terminated.message, terminated.exitCode)
}

function describe(
  { name, image }: ContainerStatus,
  reason: string,
  message: string,
  exitCode: number | undefined,
): ContainerTrouble {
  return {
    container: name,
    reason,
    ...(message === '' ? {} : { message }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(image === '' ? {} : { image }),
  }
}

/** A requirement of one term's matchFields, as far as GetTargetNodeName reads it. */
export interface FieldRequirement {
  key: string
  operator: string
  values: readonly string[]
}

/**
 * The node that a Pod waits for, by pkg/controller/daemon/util, GetTargetNodeName: the first `metadata.name In` of
 * any term decides; with more than one value it names none.
 */
export function targetOf(requirements: Iterable<FieldRequirement>): string | undefined {
  for (const { key, operator, values } of requirements) {
    if (key === 'metadata.name' && operator === 'In')
      return values.length === 1 ? values[0] : undefined
  }
  return undefined
}
