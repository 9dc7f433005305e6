/** Pod logs, as the API server passes them on from kubelets (pkg/registry/core/pod/strategy.go, LogLocation). */
import { at, text } from '../../domain/decode/readJson.ts'
import type { Clock } from '../clock.ts'
import { nodeTable } from '../nodes/nodeTable.ts'
import { nodeNameOf } from '../nodes/readPod.ts'
import { isSilent } from '../nodes/silence.ts'
import { keyOf, pathOf, type KubeObject } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import type { Store } from '../store/store.ts'
import { hostIPOf } from './addresses.ts'
import { containersOf, statusesOf, waitsFor, type ContainerStatus } from './containerStatus.ts'
import { architectureOf, fateOf } from './fate.ts'
import { lineCount, type ContainerRun } from './logText.ts'
import { LogWriter, type WriteOptions } from './logWriter.ts'

export interface LogOptions extends WriteOptions {
  /** Lines that come are sent as they come, for as long as the container runs. */
  readonly follow?: boolean
  readonly tailLines?: number
  readonly sinceSeconds?: number
  /** Milliseconds since the epoch. */
  readonly sinceTime?: number
  /** Of the run before this one. */
  readonly previous?: boolean
  /** Ends it. */
  readonly signal?: AbortSignal
}

/**
 * The log of a Pod's container as text in UTF-8.
 * @param container may be left out where the Pod has only one
 * @throws ApiError where there is no such container, where it has not started, or where its node does not answer
 */
export type PodLogs = (
  pod: KubeObject,
  container: string | undefined,
  options?: LogOptions,
) => ReadableStream<Uint8Array>

interface LogWorld {
  readonly store: Store
  readonly clock: Clock
}

/** A kubelet keeps no more of a log than this. */
const keptLines = 5000
const followInterval = 1000

export function podLogs(world: LogWorld): PodLogs {
  return (pod, container, options = {}) => {
    const name = containerName(pod, container)
    const node = nodeNameOf(pod)
    // No kubelet has it yet: nothing, and no error.
    if (node === '') return new ReadableStream({ start: (controller) => controller.close() })
    checkReachable(world, pod, name)
    return logStream(world, pod, runOf(world.store, pod, name, options.previous === true), options)
  }
}

function containerName(pod: KubeObject, asked: string | undefined): string {
  const containers = containersOf(pod)
  const { metadata } = pod
  if (asked !== undefined && asked !== '') {
    if (containers.some(({ name }) => name === asked)) return asked
    throw refused(`container ${asked} is not valid for pod ${metadata.name}`)
  }
  const mains = containers.filter(({ kind }) => kind === 'main').map(({ name }) => name)
  if (mains.length === 1) return mains[0] ?? ''
  const inits = containers.filter(({ kind }) => kind !== 'main').map(({ name }) => name)
  const or = inits.length === 0 ? '' : ` or one of the init containers: [${inits.join(' ')}]`
  throw refused(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${mains.join(' ')}]${or}`,
  )
}

function refused(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message)
}

function checkReachable({ store }: LogWorld, pod: KubeObject, name: string): void {
  const node = nodeNameOf(pod)
  const entry = nodeTable(store).get(node)
  if (entry?.object === undefined)
    throw new ApiError(404, 'NotFound', `nodes "${node}" not found`, { name: node, kind: 'nodes' })
  if (!isSilent(entry.object)) return
  const host = `${hostIPOf(entry)}:10250`
  const path = `${pathOf(pod)}/${name}`
  const why = `dial tcp ${host}: connect: no route to host`
  throw new ApiError(500, 'InternalError', `Get "https://${host}/containerLogs/${path}": ${why}`)
}

/** Which run of the container is meant (kubelet_pods.go, validateContainerLogStatus). */
function runOf(store: Store, pod: KubeObject, name: string, previous: boolean): ContainerRun {
  const { name: podName } = pod.metadata
  const status = statusesOf(pod).get(name)
  if (status === undefined)
    throw refused(`container "${name}" in pod "${podName}" is not available`)
  const last = status.lastState['terminated']
  if (previous) {
    if (last !== undefined) return runFrom(store, pod, status, last)
    throw refused(`previous terminated container "${name}" in pod "${podName}" not found`)
  }
  const now = status.state['running'] ?? status.state['terminated'] ?? last
  if (now !== undefined) return runFrom(store, pod, status, now)
  throw refused(
    `container "${name}" in pod "${podName}" is waiting to start: ${whyItWaits(status)}`,
  )
}

function whyItWaits(status: ContainerStatus): string {
  const reason = waitsFor(status)
  if (reason === 'ErrImagePull') return "image can't be pulled"
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason
}

function runFrom(
  store: Store,
  pod: KubeObject,
  { name, image }: ContainerStatus,
  state: unknown,
): ContainerRun {
  const finished = text(at(state, 'finishedAt'))
  return {
    pod: pod.metadata.name,
    node: nodeNameOf(pod),
    container: name,
    image,
    fate: fateOf(pod, image, architectureOf(nodeTable(store).get(nodeNameOf(pod))?.object)),
    started: Date.parse(text(at(state, 'startedAt')) ?? ''),
    ended: finished === undefined ? undefined : Date.parse(finished),
    exitCode: Number(at(state, 'exitCode') ?? 0),
  }
}

function logStream(
  world: LogWorld,
  pod: KubeObject,
  run: ContainerRun,
  options: LogOptions,
): ReadableStream<Uint8Array> {
  const log = new LogWriter(options)
  let stop = (): void => undefined
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      log.open(controller)
      const now = world.clock.now()
      const count = lineCount(run, now)
      const { tailLines = keptLines } = options
      const first = Math.max(0, count - Math.min(tailLines, keptLines))
      log.write(run, first, count, since(options, now))
      if (options.follow !== true || run.ended !== undefined) log.close()
      else stop = follow(world, pod, run, count, log)
      options.signal?.addEventListener('abort', () => {
        stop()
        log.close()
      })
    },
    cancel: () => {
      stop()
      log.cancelled()
    },
  })
}

function since({ sinceSeconds, sinceTime = -Infinity }: LogOptions, now: number): number {
  return sinceSeconds === undefined ? sinceTime : now - 1000 * sinceSeconds
}

/** Sends what comes, until the container ends. @returns what stops it */
function follow(
  { store, clock }: LogWorld,
  pod: KubeObject,
  run: ContainerRun,
  sent: number,
  log: LogWriter,
): () => void {
  let cancel: () => void
  let next = sent
  const turn = (): void => {
    const current = asItIs(store, pod, run)
    const count = lineCount(current, clock.now())
    log.write(current, next, count, -Infinity)
    next = count
    if (current.ended === undefined && log.isOpen) cancel = clock.after(followInterval, turn)
    else log.close()
  }
  cancel = clock.after(followInterval, turn)
  return () => cancel()
}

/** The run as it is now: it has ended where its container runs anew or its Pod has gone. */
function asItIs(store: Store, pod: KubeObject, run: ContainerRun): ContainerRun {
  const current = store.get('pods', keyOf(pod))
  const gone = { ...run, ended: run.started }
  if (current?.metadata.uid !== pod.metadata.uid) return gone
  const status = statusesOf(current).get(run.container)
  if (status === undefined) return gone
  const states = [
    status.state['running'],
    status.state['terminated'],
    status.lastState['terminated'],
  ]
  const runs = states.flatMap((state) =>
    state === undefined ? [] : runFrom(store, current, status, state),
  )
  return runs.find(({ started }) => started === run.started) ?? gone
}
