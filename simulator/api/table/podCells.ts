/** A Pod's row (kubernetes, pkg/printers/internalversion/printers.go, printPod). */
import { at, isJson, numberOrZero, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { since } from './humanDuration.ts'

const none = '<none>'

export function podCells(pod: KubeObject, now: number): readonly unknown[] {
  const { ready, total, restarts, reason } = summaryOf(pod, now)
  const { spec, status } = pod
  const gates = itemsOf(spec, 'readinessGates')
  const passed = gates.filter((gate) => isTrue(pod, textOrEmpty(at(gate, 'conditionType'))))
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    reason,
    restarts,
    since(pod.metadata.creationTimestamp, now),
    text(at(itemsOf(status, 'podIPs')[0], 'ip')) ?? none,
    text(at(spec, 'nodeName')) ?? none,
    text(at(status, 'nominatedNodeName')) ?? none,
    gates.length === 0 ? none : `${passed.length}/${gates.length}`,
  ]
}

export function podConditions({ status }: KubeObject): readonly unknown[] | undefined {
  const phase = textOrEmpty(at(status, 'phase'))
  if (phase !== 'Succeeded' && phase !== 'Failed') return undefined
  const message = phase === 'Succeeded' ? 'The pod has completed successfully.' : 'The pod failed.'
  return [{ type: 'Completed', status: 'True', reason: phase, message }]
}

interface Summary {
  readonly ready: number
  readonly total: number
  readonly restarts: string
  readonly reason: string
}

function summaryOf(pod: KubeObject, now: number): Summary {
  const { spec, status, metadata } = pod
  const sidecars = new Set(
    itemsOf(spec, 'initContainers')
      .filter((container) => at(container, 'restartPolicy') === 'Always')
      .map((container) => at(container, 'name')),
  )
  const init = initOf(pod, sidecars)
  const main = mainOf(pod, init.reason === undefined || isTrue(pod, 'Initialized'))
  const counted = main.counts ? [...init.sidecars, ...main.statuses] : init.statuses
  const phase = textOrEmpty(at(status, 'phase'))
  const said = text(at(status, 'reason')) ?? phase
  const gated = conditionOf(pod, 'PodScheduled')
  const first = at(gated, 'reason') === 'SchedulingGated' ? 'SchedulingGated' : said
  const reason = main.reason ?? (main.counts ? undefined : init.reason) ?? first
  return {
    ready: init.ready + main.ready,
    total: itemsOf(spec, 'containers').length + sidecars.size,
    restarts: restartsOf(counted, now),
    reason: ending(metadata.deletionTimestamp !== undefined, status, phase) ?? reason,
  }
}

/** A Pod that is being deleted says so, whatever its containers do. */
function ending(deleted: boolean, status: unknown, phase: string): string | undefined {
  if (!deleted) return undefined
  if (at(status, 'reason') === 'NodeLost') return 'Unknown'
  return ['Succeeded', 'Failed'].includes(phase) ? undefined : 'Terminating'
}

interface Init {
  readonly statuses: readonly unknown[]
  readonly sidecars: readonly unknown[]
  readonly ready: number
  /** Where initialization is not over. */
  readonly reason: string | undefined
}

function initOf({ spec, status }: KubeObject, sidecars: ReadonlySet<unknown>): Init {
  const all = itemsOf(status, 'initContainerStatuses')
  const isSidecar = (container: unknown): boolean => sidecars.has(at(container, 'name'))
  let ready = 0
  for (const [index, container] of all.entries()) {
    const seen = all.slice(0, index + 1)
    const found = { statuses: seen, sidecars: seen.filter(isSidecar), ready }
    const { terminated, waiting } = stateOf(container)
    if (terminated !== undefined && numberOrZero(at(terminated, 'exitCode')) === 0) continue
    if (isSidecar(container) && at(container, 'started') === true) {
      if (at(container, 'ready') === true) ready += 1
      continue
    }
    if (terminated !== undefined) return { ...found, reason: `Init:${endOf(terminated)}` }
    const why = textOrEmpty(at(waiting, 'reason'))
    if (why !== '' && why !== 'PodInitializing') return { ...found, reason: `Init:${why}` }
    return { ...found, reason: `Init:${index}/${itemsOf(spec, 'initContainers').length}` }
  }
  return { statuses: all, sidecars: all.filter(isSidecar), ready, reason: undefined }
}

interface Main {
  readonly statuses: readonly unknown[]
  readonly ready: number
  readonly reason: string | undefined
  /** false: initialization goes on, and these containers do not count yet. */
  readonly counts: boolean
}

function mainOf(pod: KubeObject, counts: boolean): Main {
  if (!counts) return { statuses: [], ready: 0, reason: undefined, counts }
  const statuses = itemsOf(pod.status, 'containerStatuses')
  let ready = 0
  let reason: string | undefined
  let failure: string | undefined
  for (const container of statuses.toReversed()) {
    const { waiting, terminated, running } = stateOf(container)
    const waits = text(at(waiting, 'reason'))
    if (waits !== undefined) reason = waits
    else if (terminated !== undefined) {
      reason = endOf(terminated)
      if (numberOrZero(at(terminated, 'exitCode')) !== 0) failure = reason
    } else if (at(container, 'ready') === true && running !== undefined) ready += 1
  }
  if (reason === 'Completed') {
    if (ready > 0 && isTrue(pod, 'Ready')) reason = 'Running'
    else reason = failure ?? (ready > 0 ? 'NotReady' : reason)
  }
  return { statuses, ready, reason, counts }
}

function endOf(terminated: unknown): string {
  const signal = numberOrZero(at(terminated, 'signal'))
  const otherwise =
    signal === 0 ? `ExitCode:${numberOrZero(at(terminated, 'exitCode'))}` : `Signal:${signal}`
  return text(at(terminated, 'reason')) ?? otherwise
}

function restartsOf(statuses: readonly unknown[], now: number): string {
  const count = statuses.reduce<number>(
    (sum, container) => sum + numberOrZero(at(container, 'restartCount')),
    0,
  )
  const ends = statuses.map((container) =>
    textOrEmpty(at(at(at(container, 'lastState'), 'terminated'), 'finishedAt')),
  )
  const last = ends.toSorted().at(-1) ?? ''
  return count === 0 || last === '' ? String(count) : `${count} (${since(last, now)} ago)`
}

interface State {
  readonly waiting: unknown
  readonly running: unknown
  readonly terminated: unknown
}

function stateOf(container: unknown): State {
  const state = at(container, 'state')
  return {
    waiting: at(state, 'waiting'),
    running: at(state, 'running'),
    terminated: at(state, 'terminated'),
  }
}

function conditionOf({ status }: KubeObject, type: string): unknown {
  return itemsOf(status, 'conditions').find((condition) => at(condition, 'type') === type)
}

function isTrue(pod: KubeObject, type: string): boolean {
  return at(conditionOf(pod, type), 'status') === 'True'
}

function itemsOf(value: unknown, name: string): readonly unknown[] {
  const items = at(value, name)
  return Array.isArray(items) ? items.filter(isJson) : []
}
