/** What is said of one cell, in sentences: which ones, and with which figures. */
import type { ContainerTrouble, Pod } from '../../../domain/k8s/objects.ts'
import { podState } from '../../../domain/k8s/pods.ts'
import type { FitReason } from '../../../domain/placement/fitReason.ts'
import type { PlacementReason } from '../../../domain/placement/projectReason.ts'
import { readSchedulerMessage } from '../../../domain/placement/schedulerMessage.ts'
import type { CellView } from '../../live/views.ts'

/** A sentence of the texts (`placement:story.KEY`) with its values, or what is said of room on nodes anywhere. */
export type Sentence =
  | { readonly key: StoryKey; readonly values?: Readonly<Record<string, string | number>> }
  | { readonly key: 'fit'; readonly reason: FitReason }

export type StoryKey =
  | 'ready'
  | 'starting'
  | 'pending'
  | 'unschedulable'
  | 'gated'
  | 'insufficient'
  | 'tooManyPods'
  | 'portsTaken'
  | 'taintAdded'
  | 'selectorAdded'
  | 'noVictims'
  | 'neverPreempts'
  | 'roomNow'
  | 'nodeGone'
  | 'evicted'
  | 'rejected'
  | 'ended'
  | 'crashLoop'
  | 'image'
  | 'oomKilled'
  | 'exited'
  | 'trouble'
  | 'missing'
  | 'awaited'
  | 'terminating'
  | 'misscheduledStays'
  | 'misscheduledGoes'
  | 'notTargeted'
  | 'loading'
  | 'outdatedRolling'
  | 'outdatedOnDelete'
  | 'message'

/** The sentences for a cell, most important first. Reasons against a Pod are said by the verdict, not here. */
export function cellStory(view: CellView): readonly Sentence[] {
  if (view.placeholder) return [{ key: 'loading' }]
  return [...stateStory(view, shownPod(view)), ...outdatedStory(view)]
}

/** Why the cell's Pod is not wanted, or will not run: the template's reasons, then the project's. */
export function reasonsOf({ verdict, project }: CellView): readonly PlacementReason[] {
  return [...(verdict?.reasons ?? []), ...(project === undefined ? [] : [project.reason])]
}

/** Of several Pods the one that the cell's state speaks of. */
function shownPod({ state, pods }: CellView): Pod | undefined {
  return pods.find((pod) => podState(pod) === state) ?? pods[0]
}

/** Since when a cell is in its state, milliseconds since the epoch; undefined where the cluster doesn't say. */
export function stateSince(view: CellView): number | undefined {
  const pod = shownPod(view)
  if (pod === undefined || view.placeholder) return undefined
  switch (view.state) {
    case 'ready':
      return inMs(pod.readySince)
    case 'starting':
      return inMs(pod.created)
    case 'pending':
      return inMs(pod.unscheduled?.since ?? pod.created)
    case 'failing':
      return inMs(pod.readySince ?? pod.created)
    case 'missing':
    case 'misscheduled':
    case 'terminating':
    case 'notTargeted':
      return undefined
  }
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}

function stateStory(view: CellView, pod: Pod | undefined): readonly Sentence[] {
  const { state, verdict } = view
  switch (state) {
    case 'misscheduled':
      return [
        { key: verdict?.shouldContinueRunning === true ? 'misscheduledStays' : 'misscheduledGoes' },
      ]
    case 'notTargeted':
      return [{ key: 'notTargeted', values: { count: reasonsOf(view).length } }]
    case 'missing':
      return [{ key: view.awaited ? 'awaited' : state }]
    case 'terminating':
      return [{ key: state }]
    case 'ready':
      return [{ key: state }]
    case 'starting':
      return [{ key: state }, ...troubleStory(pod)]
    case 'pending':
      return pendingStory(pod, view.shortages)
    case 'failing':
      return failingStory(pod)
  }
}

function pendingStory(pod: Pod | undefined, shortages: readonly FitReason[]): readonly Sentence[] {
  const { reason, message } = pod?.unscheduled ?? {}
  if (reason === 'SchedulingGated') return [{ key: 'gated' }]
  if (message === undefined || message === '') return [{ key: 'pending' }]
  return [{ key: 'unschedulable' }, ...schedulerStory(message, shortages)]
}

/** The scheduler counts all nodes of the cluster; what concerns this one is said. */
function schedulerStory(text: string, shortages: readonly FitReason[]): readonly Sentence[] {
  const read = readSchedulerMessage(text)
  switch (read.kind) {
    case 'node':
      return read.reasons.every(isOfRoom)
        ? roomStory([...read.reasons, ...read.preemption], shortages)
        : [...read.reasons, ...read.preemption].flatMap(schedulerSentence)
    case 'pod':
      return [messageSentence(read.reason)]
    case 'nodeGone':
      return [{ key: 'nodeGone' }]
    case 'unknown':
      return [messageSentence(read.text)]
  }
}

const portsReason = "node(s) didn't have free ports for the requested pod ports"

function isOfRoom(reason: string): boolean {
  return reason === 'Too many pods' || reason === portsReason || reason.startsWith('Insufficient ')
}

/** With the figures of now, which the scheduler does not give; it may have spoken minutes ago. */
function roomStory(
  reasons: readonly string[],
  shortages: readonly FitReason[],
): readonly Sentence[] {
  if (shortages.length === 0) return [...reasons.flatMap(schedulerSentence), { key: 'roomNow' }]
  const short = shortages.filter(({ kind }) => kind !== 'preempts')
  const preempts = shortages.filter(({ kind }) => kind === 'preempts')
  // Why nobody makes room is the same for all that is short, and said once.
  const briefly = short.map((reason, index) =>
    reason.kind === 'shortage' && index < short.length - 1
      ? { ...reason, preemption: 'helps' as const }
      : reason,
  )
  return [...briefly, ...preempts].map((reason) => ({ key: 'fit', reason }))
}

/** The scheduler's words for what people know by other words (pkg/scheduler/framework/plugins, ErrReason…). */
const schedulerSentences: ReadonlyMap<string, StoryKey | undefined> = new Map([
  ['Too many pods', 'tooManyPods'],
  [portsReason, 'portsTaken'],
  ['node(s) had untolerated taint(s)', 'taintAdded'],
  ["node(s) didn't match Pod's node affinity/selector", 'selectorAdded'],
  ['No preemption victims found for incoming pod', 'noVictims'],
  ['not eligible due to preemptionPolicy=Never', 'neverPreempts'],
  // Says nothing that the reason before it does not.
  ['Preemption is not helpful for scheduling', undefined],
])

function schedulerSentence(reason: string): readonly Sentence[] {
  const [, resource] = /^Insufficient (\S+)$/.exec(reason) ?? []
  if (resource !== undefined) return [{ key: 'insufficient', values: { resource } }]
  if (!schedulerSentences.has(reason)) return [messageSentence(reason)]
  const key = schedulerSentences.get(reason)
  return key === undefined ? [] : [{ key }]
}

function messageSentence(message: string): Sentence {
  return { key: 'message', values: { message } }
}

function failingStory(pod: Pod | undefined): readonly Sentence[] {
  const message = pod?.message ?? ''
  const said: readonly Sentence[] = message === '' ? [] : [{ key: 'message', values: { message } }]
  if (pod?.reason === 'Evicted') return [{ key: 'evicted' }, ...said]
  if (pod?.reason !== undefined && pod.reason !== '') {
    return [{ key: 'rejected', values: { reason: pod.reason } }, ...said]
  }
  const trouble = troubleStory(pod)
  return trouble.length > 0
    ? trouble
    : [{ key: 'ended', values: { phase: pod?.phase ?? '' } }, ...said]
}

const imageReasons: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
])

function troubleStory(pod: Pod | undefined): readonly Sentence[] {
  return (pod?.trouble ?? []).flatMap((trouble) => {
    const message = trouble.message ?? ''
    const first = containerSentence(trouble, pod?.restarts ?? 0)
    return message === '' ? [first] : [first, { key: 'message', values: { message } } as const]
  })
}

function containerSentence(trouble: ContainerTrouble, restarts: number): Sentence {
  const { container, reason, exitCode, image = '' } = trouble
  if (imageReasons.has(reason)) return { key: 'image', values: { container, reason, image } }
  if (reason === 'CrashLoopBackOff')
    return { key: 'crashLoop', values: { container, count: restarts } }
  if (reason === 'OOMKilled') return { key: 'oomKilled', values: { container } }
  if (exitCode !== undefined) return { key: 'exited', values: { container, reason, exitCode } }
  return { key: 'trouble', values: { container, reason } }
}

function outdatedStory({ outdated, daemonSet }: CellView): readonly Sentence[] {
  if (!outdated) return []
  const isOnDelete = daemonSet?.spec.updateStrategy?.type === 'OnDelete'
  return [{ key: isOnDelete ? 'outdatedOnDelete' : 'outdatedRolling' }]
}
