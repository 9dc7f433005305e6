/** What happens next to a container, and when (pkg/kubelet/kuberuntime, images/image_manager.go). */
import { hashOf } from '../nodes/hash.ts'
import {
  exitCodeOf,
  fullReference,
  isRunning,
  running,
  terminated,
  waiting,
  waitsFor,
  type ContainerSpec,
  type ContainerStatus,
} from './containerStatus.ts'
import type { Durations } from './durations.ts'
import type { Fate } from './fate.ts'

export type ContainerEvent = readonly [type: 'Normal' | 'Warning', reason: string, message: string]

export interface Step {
  readonly status: ContainerStatus
  readonly events: readonly ContainerEvent[]
}

export interface StepContext {
  readonly container: ContainerSpec
  readonly fate: Fate
  /** As in `uid` and kubelet's format.Pod. */
  readonly pod: { readonly uid: string; readonly text: string }
  /** As timeText writes it. */
  readonly now: string
  /** Whether its node has the image. */
  readonly hasImage: boolean
}

const probePeriod = 10_000

/**
 * How long until the container's next step, in milliseconds; undefined: it stays as it is.
 * @param failedPulls of its image, so far
 */
export function delayOf(
  status: ContainerStatus,
  { container, fate }: Pick<StepContext, 'container' | 'fate'>,
  failedPulls: number,
  durations: Durations,
): number | undefined {
  if (isRunning(status)) return delayOfRunning(status, container, fate, durations)
  const exitCode = exitCodeOf(status)
  if (exitCode !== undefined) return exitCode !== 0 && fate !== 'fails' ? 1000 : undefined
  switch (waitsFor(status)) {
    case 'ErrImagePull':
      return 2000
    case 'ImagePullBackOff':
      return backOff(failedPulls)
    case 'CrashLoopBackOff':
      return backOff(status.restartCount)
    default:
      return fate === 'neverStarts' ? undefined : durations.start
  }
}

function delayOfRunning(
  { ready }: ContainerStatus,
  { kind, probedAfter = 0 }: ContainerSpec,
  fate: Fate,
  durations: Durations,
): number | undefined {
  if (fate === 'foreign') return 0
  if (fate === 'crashes' || fate === 'fails') return durations.crash
  if (kind === 'init') return durations.start
  if (fate === 'neverReady') return probePeriod
  return ready ? undefined : 1000 * probedAfter + durations.start
}

/** The n-th back-off: 10 s, doubled each time up to 5 minutes. */
function backOff(n: number): number {
  return Math.min(300_000, 10_000 * 2 ** (Math.max(1, n) - 1))
}

/** The container's next step. */
export function nextStep(status: ContainerStatus, context: StepContext): Step {
  if (isRunning(status)) return stepOfRunning(status, context)
  if (exitCodeOf(status) !== undefined) return stepOfEnded(status, context)
  switch (waitsFor(status)) {
    case 'ErrImagePull':
      return pullBackOff(status, context)
    case 'CrashLoopBackOff':
      return restart(status, context)
    default:
      return context.fate === 'noImage' ? failPull(status, context) : start(status, context)
  }
}

function stepOfRunning(status: ContainerStatus, { container, fate, now }: StepContext): Step {
  if (fate === 'foreign') return { status: terminated(status, 255, now), events: [] }
  if (fate === 'crashes' || fate === 'fails')
    return { status: terminated(status, 1, now), events: [] }
  if (container.kind === 'init')
    return { status: { ...terminated(status, 0, now), ready: true }, events: [] }
  if (fate !== 'neverReady') return { status: { ...status, ready: true }, events: [] }
  const why = 'Readiness probe failed: HTTP probe failed with statuscode: 503'
  return { status, events: [['Warning', 'Unhealthy', why]] }
}

/** The first time it is restarted at once. */
function stepOfEnded(status: ContainerStatus, context: StepContext): Step {
  if (status.restartCount === 0) return restart(status, context)
  const { name } = context.container
  const seconds = backOff(status.restartCount) / 1000
  const time = seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`
  const message = `back-off ${time} restarting failed container=${name} pod=${context.pod.text}`
  const told = `Back-off restarting failed container ${name} in pod ${context.pod.text}`
  return {
    status: waiting(status, 'CrashLoopBackOff', message),
    events: [['Warning', 'BackOff', told]],
  }
}

function restart(status: ContainerStatus, context: StepContext): Step {
  return start({ ...status, restartCount: status.restartCount + 1 }, context)
}

function start(status: ContainerStatus, context: StepContext): Step {
  const { container, fate, pod, now } = context
  const isReady = container.kind !== 'init' && container.probedAfter === undefined
  return {
    status: running(status, pod.uid, now, isReady && fate !== 'neverReady'),
    events: [
      ...pullEvents(context),
      ['Normal', 'Created', 'Container created'],
      ['Normal', 'Started', 'Container started'],
    ],
  }
}

function pullEvents({ container, hasImage }: StepContext): readonly ContainerEvent[] {
  const { image, pullsAlways } = container
  const quoted = JSON.stringify(image)
  if (hasImage && !pullsAlways) {
    const told = `Container image ${quoted} already present on machine and can be accessed by the pod`
    return [['Normal', 'Pulled', told]]
  }
  const time = `${hasImage ? 80 + (hashOf(image) % 90) : 300 + (hashOf(image) % 600)}ms`
  const size = 8_000_000 + (hashOf(image) % 90_000_000)
  const pulled = `Successfully pulled image ${quoted} in ${time} (${time} including waiting). Image size: ${size} bytes.`
  return [
    ['Normal', 'Pulling', `Pulling image ${quoted}`],
    ['Normal', 'Pulled', pulled],
  ]
}

function failPull(status: ContainerStatus, { container }: StepContext): Step {
  const quoted = JSON.stringify(container.image)
  const error = pullError(container.image)
  return {
    status: waiting(status, 'ErrImagePull', error),
    events: [
      ['Normal', 'Pulling', `Pulling image ${quoted}`],
      ['Warning', 'Failed', `Failed to pull image ${quoted}: ${error}`],
      ['Warning', 'Failed', 'Error: ErrImagePull'],
    ],
  }
}

function pullBackOff(status: ContainerStatus, { container }: StepContext): Step {
  const told = `Back-off pulling image ${JSON.stringify(container.image)}`
  return {
    status: waiting(
      status,
      'ImagePullBackOff',
      `${told}: ErrImagePull: ${pullError(container.image)}`,
    ),
    events: [
      ['Normal', 'BackOff', told],
      ['Warning', 'Failed', 'Error: ImagePullBackOff'],
    ],
  }
}

/** As containerd says it. */
function pullError(image: string): string {
  const reference = fullReference(image)
  return (
    `rpc error: code = NotFound desc = failed to pull and unpack image "${reference}": ` +
    `failed to resolve reference "${reference}": ${reference}: not found`
  )
}
