/**
 * The differential test: random nodes and DaemonSets on a real control plane, and the engine's verdicts beside what the
 * DaemonSet controller does. A round creates both, then changes all nodes' labels and taints, then all templates; after
 * each step it waits until controller and engine agree, or gives up after a minute.
 */
import { listAt } from '../../cluster/json.ts'
import type { ClusterModel } from '../grid/clusterModel.ts'
import { statusLag } from '../grid/statusLag.ts'
import { compilePlacement } from './compilePlacement.ts'
import {
  atOnce,
  clear,
  daemonSetsPath,
  observe,
  patience,
  readNodes,
  until,
  untilTainted,
  type Api,
  type Extent,
  type Observed,
} from './differentialApi.test-kit.ts'
import * as plans from './differentialPlan.test-kit.ts'
import { shouldContinueBit, shouldRunBit, verdict, verdictBits } from './placementVerdict.ts'
import type { NodeFacts, PlacementSpec, Verdict } from './verdict.ts'

type Step = 'created' | 'nodes changed' | 'templates changed'

/** A pair on which controller and engine differ, with all that plays a part in it. */
export interface Mismatch {
  readonly step: Step
  readonly placement: PlacementSpec
  readonly node: NodeFacts
  readonly verdict: Verdict
  readonly hadPod: boolean
  readonly pods: number
}

/** On one line, as manifests that `npm run -s verdict` takes. */
export function printMismatch({ placement, node, ...rest }: Mismatch): string {
  const { name, labels, taints } = node
  return JSON.stringify({
    daemonSet: { spec: { template: { spec: placement } } },
    node: { metadata: { name, labels }, spec: { taints } },
    ...rest,
  })
}

export interface Outcome {
  readonly pairs: number
  /** Of the pairs: those with a Pod that should run there, and with one that may only stay. */
  readonly runs: number
  readonly stays: number
  readonly mismatches: readonly Mismatch[]
  /** Where a DaemonSet's status counts otherwise than the engine. */
  readonly counters: readonly string[]
}

const jsonPatch = 'application/json-patch+json'

/**
 * Compares at least so many pairs, in whole rounds, up to one with a mismatch; the seed of each is one more than that of
 * the last.
 */
export async function differential(api: Api, { pairs, seed, tell }: Extent): Promise<Outcome> {
  await api.ask('POST', '/api/v1/namespaces', { metadata: { name: plans.namespace } })
  await until(api, 'the default ServiceAccount', async () => {
    const accounts = await api.ask('GET', `/api/v1/namespaces/${plans.namespace}/serviceaccounts`)
    return listAt(accounts, 'items').length > 0
  })
  let total: Outcome = { pairs: 0, runs: 0, stays: 0, mismatches: [], counters: [] }
  for (let round = 0; total.pairs < pairs && total.mismatches.length === 0; round += 1) {
    const outcomes = await playRound(api, plans.planRound(seed + round))
    total = outcomes.reduce(sum, total)
    tell(`seed ${seed + round} is played: ${total.pairs} of ${pairs} pairs`)
    await clear(api)
  }
  return total
}

function sum(a: Outcome, b: Outcome): Outcome {
  return {
    pairs: a.pairs + b.pairs,
    runs: a.runs + b.runs,
    stays: a.stays + b.stays,
    mismatches: [...a.mismatches, ...b.mismatches],
    counters: [...a.counters, ...b.counters],
  }
}

async function playRound(api: Api, plan: plans.Plan): Promise<readonly Outcome[]> {
  await atOnce(plan.nodes, (node) => api.ask('POST', '/api/v1/nodes', plans.nodeManifest(node)))
  await untilTainted(api, plan.nodes)
  await atOnce(plan.placements, (placement, index) =>
    api.ask('POST', daemonSetsPath, plans.daemonSetManifest(placement, index)),
  )
  const created = await settle(api, 'created', plan.placements, new Set())

  await changeNodes(api, plan.changedNodes)
  const moved = await settle(api, 'nodes changed', plan.placements, created.pods)

  await atOnce(plan.changedPlacements, (placement, index) => {
    const value = plans.podSpec(placement)
    return patchDaemonSet(api, index, [{ op: 'replace', path: '/spec/template/spec', value }])
  })
  const changed = await settle(api, 'templates changed', plan.changedPlacements, moved.pods)
  return [created.outcome, moved.outcome, changed.outcome]
}

/** In one write for each node, so that the controller sees no state in between; then a push for each DaemonSet. */
async function changeNodes(api: Api, changed: readonly NodeFacts[]): Promise<void> {
  const before = await readNodes(api)
  await atOnce(changed, ({ name, labels, taints }) => {
    const kept = before.find((node) => node.name === name)?.taints.filter(plans.isSystemTaint) ?? []
    const patch = [
      { op: 'add', path: '/metadata/labels', value: labels },
      { op: 'add', path: '/spec/taints', value: [...kept, ...taints] },
    ]
    return api.ask('PATCH', `/api/v1/nodes/${name}`, patch, jsonPatch)
  })
  // The controller does not look again at a node without a bound Pod that it must leave (shouldIgnoreNodeUpdate).
  const push = [{ op: 'add', path: '/metadata/labels', value: { pushed: 'true' } }]
  for (let index = 0; index < plans.daemonSetCount; index += 1)
    await patchDaemonSet(api, index, push)
}

function patchDaemonSet(api: Api, index: number, patch: unknown): Promise<unknown> {
  return api.ask('PATCH', `${daemonSetsPath}/${plans.daemonSetName(index)}`, patch, jsonPatch)
}

interface Settled {
  readonly outcome: Outcome
  readonly pods: ReadonlySet<string>
}

/** Agreement must hold in two looks, a while apart. */
async function settle(
  api: Api,
  step: Step,
  placements: readonly PlacementSpec[],
  had: ReadonlySet<string>,
): Promise<Settled> {
  const deadline = api.now() + patience
  for (let agreed = 0; ;) {
    const observed = await observe(api)
    const outcome = compare(step, placements, had, observed)
    const agrees = outcome.mismatches.length === 0 && outcome.counters.length === 0
    agreed = agrees ? agreed + 1 : 0
    if (agreed === 2 || api.now() > deadline)
      return { outcome, pods: new Set(observed.pods.keys()) }
    await api.pause(500)
  }
}

function compare(
  step: Step,
  placements: readonly PlacementSpec[],
  had: ReadonlySet<string>,
  { nodes, pods, model }: Observed,
): Outcome {
  const mismatches: Mismatch[] = []
  const counters: string[] = []
  let [runs, stays] = [0, 0]
  placements.forEach((placement, index) => {
    const name = plans.daemonSetName(index)
    const compiled = compilePlacement(placement)
    for (const node of nodes) {
      const key = `${name}/${node.name}`
      const bits = verdictBits(compiled, node)
      const isWanted = (bits & shouldRunBit) !== 0
      const mayStay = !isWanted && (bits & shouldContinueBit) !== 0 && had.has(key)
      const count = pods.get(key) ?? 0
      runs += Number(isWanted)
      stays += Number(mayStay)
      if (count === Number(isWanted || mayStay)) continue
      const hadPod = had.has(key)
      mismatches.push({
        step,
        placement,
        node,
        verdict: verdict(compiled, node),
        hadPod,
        pods: count,
      })
    }
    const difference = counterDifference(model, name)
    if (difference !== undefined) counters.push(`${step}: ${difference}`)
  })
  return { pairs: placements.length * nodes.length, runs, stays, mismatches, counters }
}

function counterDifference(model: ClusterModel, name: string): string | undefined {
  const entry = model.daemonSetNamed(plans.namespace, name)
  if (entry === undefined) return `${name} is not there`
  const { metadata, status } = entry.reading.daemonSet
  if (status?.observedGeneration !== metadata.generation) return `${name} was not observed`
  const lag = statusLag(model, entry)
  return lag.length === 0 ? undefined : `${name}: ${JSON.stringify(lag)}`
}
