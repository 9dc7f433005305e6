/** A Pod's containers, one step further. */
import type { KubeObject } from '../objects.ts'
import {
  containersOf,
  fieldPathOf,
  isRunning,
  notStarted,
  statusesOf,
  terminated,
  type ContainerStatus,
} from './containerStatus.ts'
import { delayOf, nextStep, type ContainerEvent } from './containerSteps.ts'
import { ownOrUsual, spread, type Durations } from './durations.ts'
import { fateOf } from './fate.ts'
import { isInitialized, type Containers } from './podStatus.ts'

/** What a kubelet remembers of a Pod; gone with it. */
export interface PodRun {
  readonly uid: string
  /** When the next step of a container falls due, in milliseconds since the epoch. */
  readonly due: Map<string, number>
  readonly failedPulls: Map<string, number>
  /** When a Pod that is being deleted has stopped. */
  endsAt: number | undefined
}

export interface KubeletTime {
  readonly now: number
  /** `now` as timeText writes it. */
  readonly text: string
  readonly durations: Durations
  readonly random: () => number
  readonly hasImage: (image: string) => boolean
  /** The node's, such as amd64. */
  readonly architecture: string
}

export interface Advance {
  readonly containers: Containers
  readonly events: readonly (readonly [fieldPath: string, ...ContainerEvent])[]
  /** Whether any container is not what it was. */
  readonly changed: boolean
  /** When the next step falls due; undefined: nothing more happens by itself. */
  readonly dueAt: number | undefined
}

/** The containers with the statuses that the Pod has, or before their start. */
export function containersWithStatus(pod: KubeObject): Containers {
  const specs = containersOf(pod)
  const known = statusesOf(pod)
  const reason = specs.some(({ kind }) => kind !== 'main') ? 'PodInitializing' : 'ContainerCreating'
  return specs.map((spec) => ({ spec, status: known.get(spec.name) ?? notStarted(spec, reason) }))
}

/** Takes every step that is due. */
export function advance(pod: KubeObject, run: PodRun, time: KubeletTime): Advance {
  const containers = [...containersWithStatus(pod)]
  const events: Advance['events'][number][] = []
  let [changed, dueAt, next]: [boolean, number | undefined, number] = [false, undefined, 0]
  while (next < containers.length) {
    const container = containers[next]
    if (container === undefined) break
    const step = stepOf(pod, container, run, time)
    if (step.dueAt !== undefined) dueAt = Math.min(dueAt ?? step.dueAt, step.dueAt)
    changed ||= step.status !== container.status
    events.push(...step.events)
    const now = { spec: container.spec, status: step.status }
    containers[next] = now
    if (!isInitialized(now)) break
    next += 1
  }
  return { containers, events, changed, dueAt }
}

type ContainerAdvance = Pick<Advance, 'events' | 'dueAt'> & { readonly status: ContainerStatus }

/** One container's steps that are due; without durations there can be several at once. */
function stepOf(
  pod: KubeObject,
  { spec, status: before }: Containers[number],
  run: PodRun,
  time: KubeletTime,
): ContainerAdvance {
  const fate = fateOf(pod, spec.image, time.architecture)
  const events: ContainerAdvance['events'][number][] = []
  const path = fieldPathOf(spec)
  let status = before
  if (status.image !== spec.image) {
    run.due.delete(spec.name)
    if (isRunning(status)) events.push([path, ...changedDefinition(spec.name)])
    status = withImage(status, spec.image, time.text)
  }
  for (;;) {
    const dueAt = dueOf(pod, { spec, status }, run, time)
    if (dueAt === undefined || dueAt > time.now) return { status, events, dueAt }
    run.due.delete(spec.name)
    const { uid, namespace = '', name } = pod.metadata
    const step = nextStep(status, {
      container: spec,
      fate,
      pod: { uid, text: `${name}_${namespace}(${uid})` },
      now: time.text,
      hasImage: time.hasImage(spec.image),
    })
    countPulls(run, spec.name, step.events)
    events.push(...step.events.map((event) => [path, ...event] as const))
    status = step.status
  }
}

function dueOf(
  pod: KubeObject,
  { spec, status }: Containers[number],
  run: PodRun,
  { now, durations, random, architecture }: KubeletTime,
): number | undefined {
  const known = run.due.get(spec.name)
  if (known !== undefined) return known
  const start = ownOrUsual(pod, 'pod-ready', durations.start, random)
  const own = { ...durations, start, crash: spread(durations.crash, random) }
  const fate = fateOf(pod, spec.image, architecture)
  const failedPulls = run.failedPulls.get(spec.name) ?? 0
  const delay = delayOf(status, { container: spec, fate }, failedPulls, own)
  if (delay === undefined) return undefined
  run.due.set(spec.name, now + delay)
  return now + delay
}

function countPulls(run: PodRun, name: string, events: readonly ContainerEvent[]): void {
  if (events.some(([, , message]) => message === 'Error: ErrImagePull'))
    run.failedPulls.set(name, (run.failedPulls.get(name) ?? 0) + 1)
}

function changedDefinition(name: string): ContainerEvent {
  return ['Normal', 'Killing', `Container ${name} definition changed, will be restarted`]
}

/** Another image: a container that runs is stopped and started anew. */
function withImage(status: ContainerStatus, image: string, now: string): ContainerStatus {
  const waits = {
    state: { waiting: { reason: 'ContainerCreating' } },
    ready: false,
    started: false,
  }
  if (!isRunning(status)) return { ...status, ...waits, image }
  const { state } = terminated(status, 0, now)
  const restartCount = status.restartCount + 1
  return { ...status, ...waits, image, lastState: state, restartCount }
}
