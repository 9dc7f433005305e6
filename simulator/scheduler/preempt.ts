/** Who has to go for a Pod (pkg/scheduler/framework/preemption and plugins/defaultpreemption). */
import { text, at } from '../../domain/decode/readJson.ts'
import type { NodeRoom } from '../../domain/placement/fit.ts'
import { preemption } from '../../domain/placement/preemption.ts'
import type { KubeObject } from '../objects.ts'
import { conditionsOf } from '../nodes/conditions.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'
import { isBeingDeleted } from '../nodes/readPod.ts'
import { compareInOrder } from './compareInOrder.ts'
import { preemptionIsNoHelp, reasonsText } from './fitError.ts'
import { rejectionOf, type Rejection } from './filters.ts'
import type { PodToPlace } from './podToPlace.ts'

/** A node that was looked at and did not take the Pod. */
export interface RejectedBy {
  readonly entry: NodeEntry
  readonly room: NodeRoom
  readonly rejection: Rejection
}

export interface Candidate {
  readonly entry: NodeEntry
  /** Most important first. */
  readonly victims: readonly KubeObject[]
}

/** Of so many candidates the best is taken (DefaultPreemptionArgs.minCandidateNodesAbsolute). */
const enoughCandidates = 100

/** The node on which it does least harm to make room; else why there is none, in the scheduler's words. */
export function findCandidate(
  pod: PodToPlace,
  rejected: readonly RejectedBy[],
  nodeCount: number,
): Candidate | string {
  if (pod.demand.neverPreempts === true) return 'not eligible due to preemptionPolicy=Never.'
  if (waitsForVictims(pod, rejected))
    return 'not eligible due to a terminating pod on the nominated node.'
  const candidates: Candidate[] = []
  const reasons: (readonly string[])[] = []
  for (const each of rejected) {
    if (each.rejection.isFinal) continue
    const found = onNode(pod, each)
    if ('victims' in found) candidates.push(found)
    else reasons.push(found)
    if (candidates.length === enoughCandidates) break
  }
  return candidates.sort(byHarm)[0] ?? reasonsText(nodeCount, reasons, preemptionIsNoHelp)
}

function onNode(pod: PodToPlace, { entry, room }: RejectedBy): Candidate | readonly string[] {
  const result = preemption(pod.demand, room)
  if (result.helps) return { entry, victims: result.victims.flatMap((each) => podsOf(entry, each)) }
  if (result.why === 'notEnough') return rejectionOf(result.left).reasons
  return ['No preemption victims found for incoming pod']
}

function podsOf(
  { pods }: NodeEntry,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): readonly KubeObject[] {
  const pod = pods.get(`${namespace}/${name}`)
  return pod === undefined ? [] : [pod]
}

/** Its victims of an earlier attempt are still ending (PodEligibleToPreemptOthers). */
function waitsForVictims(pod: PodToPlace, rejected: readonly RejectedBy[]): boolean {
  const nominated = rejected.find(({ entry }) => entry.name === pod.nominated)
  if (nominated === undefined || nominated.rejection.isFinal) return false
  const { entry } = nominated
  return [...entry.pods].some(([path, each]) => {
    const placed = entry.placed(path)
    return placed !== undefined && (placed.demand?.priority ?? 0) < pod.priority && isVictim(each)
  })
}

function isVictim(pod: KubeObject): boolean {
  return (
    isBeingDeleted(pod) &&
    conditionsOf(pod).some(
      (each) => each['type'] === 'DisruptionTarget' && each['reason'] === 'PreemptionByScheduler',
    )
  )
}

/** pickOneNodeForPreemption, without PodDisruptionBudgets. */
function byHarm(a: Candidate, b: Candidate): number {
  return compareInOrder(harm(a), harm(b))
}

/** The highest priority among the victims, the sum, their number, and how long the most important has run. */
function harm({ victims }: Candidate): readonly number[] {
  const priorities = victims.map(({ spec }) => Number(at(spec, 'priority') ?? 0))
  const highest = Math.max(...priorities)
  const starts = victims
    .filter((_, index) => priorities[index] === highest)
    .map(({ status }) => Date.parse(text(at(status, 'startTime')) ?? ''))
  const earliest = Math.min(...starts.filter((start) => !Number.isNaN(start)))
  const sum = priorities.reduce((total, each) => total + each + 2 ** 31, 0)
  return [highest, sum, victims.length, -earliest]
}
