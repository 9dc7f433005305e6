/** A Pod's status, from those of its containers (pkg/kubelet/status/generate.go, kubelet_pods.go). */
import { at, text, type Json } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import { conditionsOf, nextPodCondition, type Condition } from '../nodes/conditions.ts'
import {
  exitCodeOf,
  isRunning,
  terminated,
  type ContainerSpec,
  type ContainerStatus,
} from './containerStatus.ts'
import { fateOf } from './fate.ts'

export interface OwnAddresses {
  readonly hostIP: string
  /** Absent until its first container starts. */
  readonly podIP?: string
}

/** A Pod's containers with their statuses, in the order in which they start. */
export type Containers = readonly {
  readonly spec: ContainerSpec
  readonly status: ContainerStatus
}[]

/** @param now as timeText writes it */
export function podStatus(
  pod: KubeObject,
  containers: Containers,
  { hostIP, podIP }: OwnAddresses,
  now: string,
): Json {
  const phase = phaseOf(pod, containers)
  const ended = phase === 'Failed' ? endAll(containers, now) : containers
  const { generation } = pod.metadata
  const inits = statusesOf(ended, (kind) => kind !== 'main')
  return {
    ...pod.status,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase,
    conditions: conditions(pod, ended, phase, podIP !== undefined, now),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    startTime: text(at(pod.status, 'startTime')) ?? now,
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    containerStatuses: statusesOf(ended, (kind) => kind === 'main'),
  }
}

function statusesOf(
  containers: Containers,
  isOf: (kind: ContainerSpec['kind']) => boolean,
): readonly ContainerStatus[] {
  return containers.filter(({ spec }) => isOf(spec.kind)).map(({ status }) => status)
}

function endAll(containers: Containers, now: string): Containers {
  return containers.map(({ spec, status }) => ({
    spec,
    status: isRunning(status) ? terminated(status, 0, now) : status,
  }))
}

function phaseOf(pod: KubeObject, containers: Containers): string {
  if (containers.some((each) => isTheEnd(pod, each))) return 'Failed'
  const isWaiting = containers.some(
    ({ spec, status }) =>
      !isInitialized({ spec, status }) ||
      (spec.kind === 'main' && status.state['waiting'] !== undefined && !hasRun(status)),
  )
  return isWaiting ? 'Pending' : 'Running'
}

function isTheEnd(pod: KubeObject, { spec, status }: Containers[number]): boolean {
  const fails = fateOf(pod, spec.image, '') === 'fails' || at(pod.spec, 'restartPolicy') === 'Never'
  return fails && (exitCodeOf(status) ?? 0) !== 0
}

function hasRun({ lastState }: ContainerStatus): boolean {
  return lastState['terminated'] !== undefined
}

/** May the containers after it start? */
export function isInitialized({ spec, status }: Containers[number]): boolean {
  if (spec.kind === 'main') return true
  return spec.kind === 'sidecar' ? status.started : exitCodeOf(status) === 0
}

function conditions(
  pod: KubeObject,
  containers: Containers,
  phase: string,
  hasNetwork: boolean,
  now: string,
): readonly Json[] {
  const ready = readyCondition(containers, phase)
  const wanted = [
    { type: 'PodReadyToStartContainers', status: hasNetwork ? 'True' : 'False' },
    initializedCondition(containers),
    { type: 'Ready', ...ready },
    { type: 'ContainersReady', ...ready },
  ]
  const before = conditionsOf(pod)
  const others = before.filter(({ type }) => wanted.every((each) => each.type !== type))
  return [...wanted.map((condition) => nextPodCondition(pod, before, condition, now)), ...others]
}

function readyCondition(containers: Containers, phase: string): Omit<Condition, 'type'> {
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' }
  const unready = containers.filter(({ spec, status }) => spec.kind !== 'init' && !status.ready)
  if (unready.length === 0) return { status: 'True' }
  const names = unready.map(({ spec }) => spec.name).join(' ')
  const message = `containers with unready status: [${names}]`
  return { status: 'False', reason: 'ContainersNotReady', message }
}

function initializedCondition(containers: Containers): Condition {
  const left = containers.filter((each) => !isInitialized(each))
  if (left.length === 0) return { type: 'Initialized', status: 'True' }
  const message = `containers with incomplete status: [${left.map(({ spec }) => spec.name).join(' ')}]`
  return { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message }
}
