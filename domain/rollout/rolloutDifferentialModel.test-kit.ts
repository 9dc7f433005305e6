/** What the forecast says that the controller does until it comes to rest, beside what it has done. */
import type { DaemonSet, Pod } from '../k8s/objects.ts'
import { nodeOf } from '../k8s/pods.ts'
import { isIdle, nextStep, type RolloutStep } from './nextStep.ts'
import type { RolloutInput, RolloutTrouble } from './rolloutCells.ts'
import { isUpToDate, type RolloutTarget } from './rolloutTarget.ts'
import { rolloutState } from './simulateRollout.ts'

/** A DaemonSet before the controller acts, and what keeps its Pods from starting. */
export interface Before {
  readonly input: RolloutInput
  readonly trouble: RolloutTrouble
  readonly fullNode: string | undefined
  /** Two Pods of it cannot be on one node. */
  readonly hasHostPort: boolean
}

/** The steps of the forecast one after the other, with nothing else going on, and the Pods that there are at the end. */
export interface Rest {
  readonly steps: readonly RolloutStep[]
  readonly pods: readonly Pod[]
}

/** The controller's pick among candidates is arbitrary: it is taken from `seen`, which are the Pods that there are. */
export function comeToRest(before: Before, seen: readonly Pod[]): Rest {
  const steps: RolloutStep[] = []
  let { pods, target } = before.input
  for (;;) {
    const input = { ...before.input, target, pods }
    const step = nextStep(rolloutState(input, before.trouble))
    if (isIdle(step)) return { steps, pods: bound(before, pods) }
    steps.push(step)
    if (steps.length > 20) throw new Error(`no rest: ${printStep(step)}`)
    target = { ...target, hash: target.hash ?? 'made by now' }
    pods = applyStep({ ...input, target }, step, seen)
  }
}

function applyStep(input: RolloutInput, step: RolloutStep, seen: readonly Pod[]): readonly Pod[] {
  const { pods, now, target } = input
  const known = new Set(pods.map(({ name }) => name))
  const live = new Set(seen.filter(({ deleted }) => deleted === undefined).map(({ name }) => name))
  const lost = pods.filter((pod) => pod.deleted === undefined && !live.has(pod.name))
  const hasLost = (node: string) => lost.some((pod) => nodeOf(pod) === node)
  const hasGot = (node: string) => seen.some((pod) => nodeOf(pod) === node && !known.has(pod.name))
  const { field, candidates, chosen } = step.budgeted
  const surges = field === 'maxSurge'
  const taken = pick(candidates, chosen, surges ? hasGot : hasLost)
  const losing = new Set([
    ...(surges ? [] : taken),
    ...pick(step.misplaced.nodes, step.misplaced.chosen, hasLost),
  ])
  const deleted = new Set(step.deleted.map(({ pod }) => pod))
  const left = pods.flatMap((pod) => {
    const loses = losing.has(nodeOf(pod) ?? '') && !isUpToDate(pod, target)
    if (!deleted.has(pod.name) && !loses) return [pod]
    return afterDeletion(boundBefore(pod, seen), now)
  })
  const getting = [...step.created, ...step.surged, ...(surges ? taken : [])]
  return [...left, ...getting.map((node) => created(input, node))]
}

function pick(
  nodes: readonly string[],
  count: number,
  isPicked: (node: string) => boolean,
): readonly string[] {
  return [...nodes].sort((a, b) => Number(isPicked(b)) - Number(isPicked(a))).slice(0, count)
}

/** Whether the scheduler binds a Pod before the controller deletes it, is chance where both can do so: see `seen`. */
function boundBefore(pod: Pod, seen: readonly Pod[]): Pod {
  const now = seen.find(({ uid }) => uid === pod.uid)
  return pod.node === undefined && now?.node !== undefined ? { ...pod, node: now.node } : pod
}

/** As the API server has it: only a kubelet keeps a Pod that is deleted. */
function afterDeletion(pod: Pod, now: number): readonly Pod[] {
  if (pod.deleted !== undefined) return [pod]
  const isKept = pod.node !== undefined && pod.phase !== 'Failed' && pod.phase !== 'Succeeded'
  return isKept ? [{ ...pod, deleted: now }] : []
}

function created({ daemonSet, target, now }: RolloutInput, node: string): Pod {
  return {
    uid: '',
    namespace: daemonSet.metadata.namespace ?? '',
    name: `foreseen on ${node}`,
    created: now + 1,
    target: node,
    phase: 'Pending',
    ready: false,
    restarts: 0,
    ...(target.hash === undefined ? {} : { revision: target.hash }),
    ...(target.templateGeneration === undefined
      ? {}
      : { templateGeneration: target.templateGeneration }),
  }
}

/** The scheduler binds every Pod that has room on its node. */
function bound({ fullNode, hasHostPort }: Before, pods: readonly Pod[]): readonly Pod[] {
  const taken = new Set(pods.map(({ node }) => node))
  return pods.map((pod) => {
    const { target, ...rest } = pod
    if (target === undefined || target === fullNode) return pod
    return hasHostPort && taken.has(target) ? pod : { ...rest, node: target }
  })
}

/** What differs, in words. `actual` is the DaemonSet now, with the Pods `seen`. */
export function differences(
  before: Before,
  rest: Rest,
  actual: DaemonSet,
  seen: readonly Pod[],
): readonly string[] {
  const nodes = new Set([...rest.pods, ...seen].map((pod) => nodeOf(pod) ?? 'no node'))
  const known = new Set(before.input.pods.map(({ name }) => name))
  const onNode = (pods: readonly Pod[], node: string) =>
    pods
      .filter((pod) => (nodeOf(pod) ?? 'no node') === node)
      .map((pod) => describe(before.input.target, pod, known))
      .sort()
      .join(', ')
  const perNode = [...nodes].sort().flatMap((node) => {
    const [expected, found] = [onNode(rest.pods, node), onNode(seen, node)]
    return expected === found ? [] : [`${node}: expected [${expected}], found [${found}]`]
  })
  const [expected, found] = [countsOf(before, rest), statusOf(actual)]
  return expected === found ? perNode : [...perNode, `status: expected ${expected}, found ${found}`]
}

/** A Pod with all that plays a part; a new one goes without its name. */
export function describe(target: RolloutTarget, pod: Pod, known: ReadonlySet<string>): string {
  const state = [
    pod.phase,
    pod.ready ? 'ready' : 'unready',
    ...(pod.node === undefined ? ['unbound'] : []),
    ...(pod.deleted === undefined ? [] : ['terminating']),
  ]
  const age = isUpToDate(pod, target) ? 'updated' : 'outdated'
  return `${known.has(pod.name) ? pod.name : 'a new Pod'} ${age} ${state.join(' ')}`
}

/** As the DaemonSet's status is expected to have them. */
function countsOf({ input, trouble }: Before, { pods }: Rest): string {
  const { counts } = rolloutState({ ...input, pods }, trouble)
  const { desired, updated, available } = counts
  const generation = input.daemonSet.metadata.generation ?? 0
  return printCounts(generation, desired, updated, desired - available)
}

function statusOf({ metadata, status = {} }: DaemonSet): string {
  return printCounts(
    Math.min(status.observedGeneration ?? 0, metadata.generation ?? 0),
    status.desiredNumberScheduled ?? 0,
    status.updatedNumberScheduled ?? 0,
    status.numberUnavailable ?? 0,
  )
}

function printCounts(
  generation: number,
  desired: number,
  updated: number,
  unavailable: number,
): string {
  return `generation ${generation}: ${desired} desired, ${updated} updated, ${unavailable} unavailable`
}

/** The forecast's steps on one line. */
export function printStep({
  created,
  deleted,
  surged,
  budgeted,
  misplaced,
  stray,
}: RolloutStep): string {
  const causes = deleted.map(({ pod, cause }) => `${pod} (${cause})`)
  const { chosen, candidates, field } = budgeted
  const parts = [
    `creates on [${created.join()}]`,
    `deletes [${causes.join()}]`,
    `surges on [${surged.join()}]`,
    `${field}: ${chosen} of [${candidates.join()}]`,
    `misplaced: ${misplaced.chosen} of [${misplaced.nodes.join()}]`,
    `stray: [${stray.join()}]`,
  ]
  return parts.join('; ')
}
