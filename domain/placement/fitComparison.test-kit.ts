/** What the engine says of a Pod and a node beside what the scheduler did, for the differential test of fit. */
import { Demands, writeDemand } from '../k8s/demandText.ts'
import type { Node, Pod, PodDemand } from '../k8s/objects.ts'
import { podDemand } from '../k8s/podDemand.ts'
import { fit, nodeRoom, type PlacedPod, type Shortage } from './fit.ts'
import { type FitSpec, priorityClasses } from './fitSpecs.test-kit.ts'
import { preemption, type Preemption } from './preemption.ts'
import { readSchedulerMessage } from './schedulerMessage.ts'

/** Which way a pair went; of those that wait: preemption makes room, or why it does not. */
export type Tally = 'fits' | 'preempts' | Extract<Preemption, { helps: false }>['why']

export interface Comparison {
  readonly tally: Tally
  /** undefined where engine and scheduler agree. */
  readonly mismatch: string | undefined
}

interface Pair {
  /** Of the DaemonSet. */
  readonly name: string
  readonly demand: PodDemand
  readonly node: Node
  /** The node's Pods before and after, those that wait for it included. */
  readonly were: readonly Pod[]
  readonly are: readonly Pod[]
}

/** What both can say. */
interface Said {
  readonly demand: string
  readonly isBound: boolean
  /** In the scheduler's words. */
  readonly reasons: readonly string[]
  readonly preemption: readonly string[]
  readonly isNominated: boolean
  /** Pods that are being deleted and were not before. */
  readonly victims: readonly string[]
}

/** What a template's Pods will demand. */
export function demandOf(template: FitSpec): PodDemand {
  const { value = 0, isPolite = false } =
    priorityClasses.get(template.priorityClassName ?? '') ?? {}
  const admitted = {
    priority: value,
    preemptionPolicy: isPolite ? 'Never' : 'PreemptLowerPriority',
  }
  return podDemand({ ...template, ...admitted }).demand
}

const demands = new Demands()

export function compareNode(pair: Pair): Comparison {
  const { tally, said } = engine(pair)
  const scheduler = schedulerOf(pair)
  const isSame = JSON.stringify(said) === JSON.stringify(scheduler)
  return { tally, mismatch: isSame ? undefined : tell(pair, said, scheduler) }
}

function engine({ demand, node, were }: Pair): { readonly tally: Tally; readonly said: Said } {
  const placed = were.filter((pod) => isCounted(pod, node, demand)).map(placedPod)
  const room = nodeRoom(node, placed)
  const result = fit(demand, room)
  const silent = { demand: writeDemand(demand), isNominated: false, victims: [], preemption: [] }
  if (result.fits)
    return { tally: 'fits', said: ordered({ ...silent, isBound: true, reasons: [] }) }
  const reasons = schedulerReasons(result.shortages)
  const rest = preemption(demand, room)
  const said = { ...silent, isBound: false, reasons }
  if (rest.helps) {
    const victims = rest.victims.filter(({ deleted }) => deleted === undefined)
    const names = victims.map(({ name }) => name)
    return { tally: 'preempts', said: ordered({ ...said, isNominated: true, victims: names }) }
  }
  const why = refusal(rest, result.shortages)
  return { tally: rest.why, said: ordered({ ...said, preemption: why }) }
}

/** Bound to it, or as important and nominated for it. */
function isCounted(pod: Pod, node: Node, { priority = 0 }: PodDemand): boolean {
  if (pod.node !== undefined) return true
  const own = demands.of(pod.demand).priority ?? 0
  return pod.nominated === node.metadata.name && own >= priority
}

function placedPod(pod: Pod): PlacedPod {
  return { ...pod, demand: demands.of(pod.demand) }
}

/** NodePorts comes before NodeResourcesFit, and the first of them that refuses ends it. */
function schedulerReasons(shortages: readonly Shortage[]): readonly string[] {
  if (shortages.some(({ kind }) => kind === 'hostPort'))
    return ["node(s) didn't have free ports for the requested pod ports"]
  return shortages.map((each) =>
    each.kind === 'resource' ? `Insufficient ${each.resource}` : 'Too many pods',
  )
}

function refusal(
  preemption: Extract<Preemption, { helps: false }>,
  shortages: readonly Shortage[],
): readonly string[] {
  if (preemption.why === 'never') return ['not eligible due to preemptionPolicy=Never']
  const isPort = shortages.some(({ kind }) => kind === 'hostPort')
  const isTooLarge = shortages.some(
    (each) => each.kind === 'resource' && each.requested > each.allocatable,
  )
  if (isTooLarge && !isPort) return ['Preemption is not helpful for scheduling']
  return preemption.why === 'notEnough'
    ? schedulerReasons(preemption.left)
    : ['No preemption victims found for incoming pod']
}

function schedulerOf({ name, node, were, are }: Pair): Said | string {
  const own = are.filter(({ owner }) => owner?.name === name)
  const [pod] = own
  if (pod === undefined || own.length > 1) return `${own.length} Pods`
  const gone = new Set(were.flatMap(({ name, deleted }) => (deleted === undefined ? [] : name)))
  const victims = are.filter(({ name, deleted }) => deleted !== undefined && !gone.has(name))
  const message = readSchedulerMessage(pod.unscheduled?.message ?? '')
  const isNominated = pod.nominated === node.metadata.name
  const said: Pick<Said, 'reasons' | 'preemption'> =
    message.kind === 'node' ? message : { reasons: [], preemption: [] }
  return ordered({
    demand: pod.demand ?? '',
    isBound: pod.node !== undefined,
    reasons: said.reasons,
    // Where it makes room, the scheduler says nothing of it, or that it waits for that.
    preemption: isNominated ? [] : said.preemption,
    isNominated,
    victims: victims.map(({ name }) => name),
  })
}

/** With fields and texts in one order, for comparing. */
function ordered({ demand, isBound, reasons, preemption, isNominated, victims }: Said): Said {
  return {
    demand,
    isBound,
    reasons: reasons.toSorted(),
    preemption: preemption.toSorted(),
    isNominated,
    victims: victims.toSorted(),
  }
}

function tell({ node, were, are, name }: Pair, engine: Said, scheduler: Said | string): string {
  const own = are.find(({ owner }) => owner?.name === name)
  return JSON.stringify({
    engine,
    scheduler,
    message: own?.unscheduled?.message,
    allocatable: node.status?.allocatable,
    pods: were,
  })
}
