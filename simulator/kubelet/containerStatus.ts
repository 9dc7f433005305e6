/** The status of one container (v1.ContainerStatus), and what is read of its spec. */
import {
  at,
  isJson,
  listOf,
  numberOrZero,
  text,
  textOrEmpty,
  type Json,
  type Read,
} from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import { hexOf } from '../nodes/hash.ts'

export interface ContainerStatus {
  readonly name: string
  /** One of waiting, running and terminated. */
  readonly state: Json
  readonly lastState: Json
  readonly ready: boolean
  readonly restartCount: number
  readonly image: string
  readonly imageID: string
  readonly containerID?: string
  readonly started: boolean
}

export interface ContainerSpec {
  readonly name: string
  readonly image: string
  readonly pullsAlways: boolean
  /** `init` has to end before the next one begins, a `sidecar` only has to start. */
  readonly kind: 'init' | 'sidecar' | 'main'
  /** Seconds from its start until its readiness probe is asked first; undefined: it has none. */
  readonly probedAfter: number | undefined
}

/** Its containers in the order in which they start. */
export function containersOf({ spec }: KubeObject): readonly ContainerSpec[] {
  const init = specsOf(at(spec, 'initContainers'), (each) =>
    readSpec(each, at(each, 'restartPolicy') === 'Always' ? 'sidecar' : 'init'),
  )
  const main = specsOf(at(spec, 'containers'), (each) => readSpec(each, 'main'))
  return init.length === 0 ? main : [...init, ...main]
}

/** A template's Pods share their lists of containers, and a Pod is looked at many times. */
const known = new WeakMap<object, readonly ContainerSpec[]>()

function specsOf(list: unknown, read: Read<ContainerSpec>): readonly ContainerSpec[] {
  if (!Array.isArray(list)) return []
  const specs = known.get(list) ?? listOf(list, read)
  known.set(list, specs)
  return specs
}

function readSpec(container: unknown, kind: ContainerSpec['kind']): ContainerSpec {
  const probe = at(container, 'readinessProbe')
  return {
    name: textOrEmpty(at(container, 'name')),
    image: textOrEmpty(at(container, 'image')),
    pullsAlways: at(container, 'imagePullPolicy') === 'Always',
    kind,
    probedAfter: isJson(probe) ? numberOrZero(probe['initialDelaySeconds']) : undefined,
  }
}

/** As events name it. */
export function fieldPathOf({ kind, name }: ContainerSpec): string {
  return `spec.${kind === 'main' ? 'containers' : 'initContainers'}{${name}}`
}

/** The statuses that a Pod has, by container. */
export function statusesOf({ status }: KubeObject): ReadonlyMap<string, ContainerStatus> {
  const all = [at(status, 'initContainerStatuses'), at(status, 'containerStatuses')].flatMap(
    (list) => listOf(list, readStatus),
  )
  return new Map(all.map((each) => [each.name, each]))
}

function readStatus(value: unknown): ContainerStatus {
  const containerID = text(at(value, 'containerID'))
  return {
    name: textOrEmpty(at(value, 'name')),
    state: json(at(value, 'state')),
    lastState: json(at(value, 'lastState')),
    ready: at(value, 'ready') === true,
    restartCount: numberOrZero(at(value, 'restartCount')),
    image: textOrEmpty(at(value, 'image')),
    imageID: textOrEmpty(at(value, 'imageID')),
    ...(containerID === undefined ? {} : { containerID }),
    started: at(value, 'started') === true,
  }
}

function json(value: unknown): Json {
  return isJson(value) ? value : {}
}

/** A container before its first start. */
export function notStarted({ name, image }: ContainerSpec, reason: string): ContainerStatus {
  const state = { waiting: { reason } }
  return {
    name,
    state,
    lastState: {},
    ready: false,
    restartCount: 0,
    image,
    imageID: '',
    started: false,
  }
}

export function waiting(status: ContainerStatus, reason: string, message: string): ContainerStatus {
  const ended = status.state['terminated']
  const lastState = ended === undefined ? status.lastState : { terminated: ended }
  const state = { waiting: { reason, message } }
  return { ...status, state, lastState, ready: false, started: false }
}

/** It runs since now, as a container of its own. */
export function running(
  status: ContainerStatus,
  uid: string,
  now: string,
  ready: boolean,
): ContainerStatus {
  const { name, image, restartCount } = status
  const ended = status.state['terminated']
  return {
    ...status,
    state: { running: { startedAt: now } },
    lastState: ended === undefined ? status.lastState : { terminated: ended },
    ready,
    imageID: `${imageName(image)}@sha256:${hexOf(image, 64)}`,
    containerID: `containerd://${hexOf(`${uid}/${name}/${restartCount}`, 64)}`,
    started: true,
  }
}

export function terminated(
  status: ContainerStatus,
  exitCode: number,
  now: string,
): ContainerStatus {
  const { containerID } = status
  const end = {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt: at(status.state['running'], 'startedAt') ?? now,
    finishedAt: now,
    ...(containerID === undefined ? {} : { containerID }),
  }
  return { ...status, state: { terminated: end }, ready: false, started: false }
}

/** Why it waits, or ''. */
export function waitsFor({ state }: ContainerStatus): string {
  return textOrEmpty(at(state['waiting'], 'reason'))
}

export function isRunning({ state }: ContainerStatus): boolean {
  return state['running'] !== undefined
}

/** Its exit code; undefined where it has not ended. */
export function exitCodeOf({ state }: ContainerStatus): number | undefined {
  return isJson(state['terminated']) ? numberOrZero(state['terminated']['exitCode']) : undefined
}

/** With registry and path, without tag. */
function imageName(image: string): string {
  return fullReference(image).replace(/(@.*|:[^:/]*)$/, '')
}

/** As the container runtime calls it: with registry, path and tag. */
export function fullReference(image: string): string {
  const [first = '', ...rest] = image.split('/')
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const path = isHost
    ? image
    : rest.length > 0
      ? `docker.io/${image}`
      : `docker.io/library/${image}`
  return /(@|:[^/]*$)/.test(path) ? path : `${path}:latest`
}
