/** The state of a cell, from the verdict and its Pods. */
import type { Pod } from '../k8s/objects.ts'
import { podState } from '../k8s/pods.ts'
import { shouldRunBit } from '../placement/placementVerdict.ts'
import { isOutdated } from '../rollout/revisions.ts'
import { cellBits, type CellCode, type CellState } from './cell.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import { type CellPods, isList } from './podIndex.ts'

/** States by their place in cellStates: this is asked 150,000 times in a row. */
const code = {
  failing: 0,
  missing: 1,
  misscheduled: 2,
  pending: 3,
  terminating: 4,
  starting: 5,
  ready: 6,
  notTargeted: 7,
} as const satisfies Readonly<Record<CellState, number>>

/** What a cell's state follows from. */
export interface CellInput {
  readonly daemonSet: DaemonSetEntry
  /** Bits of placement's verdictBits. */
  readonly verdict: number
  readonly isNodeReady: boolean
  readonly podsKnown: boolean
  /** Its last Pod has gone a moment ago, and the successor may be under way. */
  readonly isVacated: boolean
  readonly pods: CellPods
}

/**
 * The cell. A DaemonSet that is being deleted wants no Pods any more (daemon_controller.go, syncDaemonSet), so none is
 * missing and none is in the wrong place.
 */
export function cellCode(input: CellInput): CellCode {
  const { isDeleting } = input.daemonSet.reading
  const isTargeted = !isDeleting && (input.verdict & shouldRunBit) !== 0
  const flags =
    (isTargeted ? cellBits.targeted : 0) |
    (input.isNodeReady ? 0 : cellBits.muted) |
    (input.podsKnown ? 0 : cellBits.placeholder)
  if (!input.podsKnown) return flags | code.notTargeted
  if (input.pods === undefined) return flags | emptyCode(isTargeted, input.isVacated)
  const isWanted = isTargeted || isDeleting
  return flags | podsCode(input.pods, isWanted, input.daemonSet)
}

function emptyCode(isTargeted: boolean, isVacated: boolean): number {
  if (!isTargeted) return code.notTargeted
  return isVacated ? code.terminating : code.missing
}

/** Is a Pod wanted that is not there? */
export function isMissing(cell: CellCode): boolean {
  return (cell & (cellBits.state | cellBits.placeholder)) === code.missing
}

function podsCode(pods: Pod | readonly Pod[], isWanted: boolean, daemonSet: DaemonSetEntry) {
  if (!isList(pods)) {
    const outdated = isOld(pods, daemonSet) ? cellBits.outdated : 0
    return stateOf(pods, isWanted) | outdated | (1 << 12)
  }
  const states = pods.map((pod) => stateOf(pod, isWanted))
  const first = mainPod(states)
  const isAnyOld = pods.some((pod, index) => isRepresented(states, index) && isOld(pod, daemonSet))
  return (
    (states[first] ?? code.terminating) |
    (isAnyOld ? cellBits.outdated : 0) |
    secondPod(states, first) |
    (Math.min(pods.length, 255) << 12)
  )
}

/** A Pod that is being deleted is never in the wrong place for long. */
function stateOf(pod: Pod, isWanted: boolean): number {
  const state = code[podState(pod)]
  return isWanted || state === code.terminating ? state : code.misscheduled
}

/** The worst Pod of those that stay, else the first. */
function mainPod(states: readonly number[]): number {
  let main = 0
  for (const [index, state] of states.entries()) {
    const best = states[main] ?? code.terminating
    if (state === code.terminating) continue
    if (best === code.terminating || state < best) main = index
  }
  return main
}

/** Pods that are being deleted speak for the cell only where there is no other. */
function isRepresented(states: readonly number[], index: number): boolean {
  return states[index] !== code.terminating || states.every((state) => state === code.terminating)
}

/** The bits of the other one of two Pods; the older one comes first in the list. */
function secondPod(states: readonly number[], first: number): number {
  if (states.length !== 2) return 0
  const second = states[1 - first] ?? code.terminating
  return ((second + 1) << 8) | (first === 1 ? cellBits.secondIsOlder : 0)
}

function isOld(pod: Pod, { currentHash, reading }: DaemonSetEntry): boolean {
  return isOutdated(pod, currentHash, reading.templateGeneration)
}
