/**
 * The differential test of fit: nodes with little room, and DaemonSets of which the real scheduler has to place a Pod on
 * each of them. Nobody plays the kubelet: what is bound stays as it is, and what the scheduler deletes to make room
 * stays, being deleted, so that each of its decisions can be seen. A mismatch is told with all that plays a part in it.
 */
import { listAt } from '../../cluster/json.ts'
import { projectNode } from '../decode/jsonObjects.ts'
import { projectPod } from '../decode/jsonPod.ts'
import type { Node, Pod } from '../k8s/objects.ts'
import { nodeOf } from '../k8s/pods.ts'
import { type Api, atOnce, type Extent, patience, until } from './differentialApi.test-kit.ts'
import { compareNode, type Comparison, demandOf, type Tally } from './fitComparison.test-kit.ts'
import * as plans from './fitDifferentialPlan.test-kit.ts'
import { type FitSpec, priorityClasses } from './fitSpecs.test-kit.ts'

export interface FitOutcome {
  readonly pairs: number
  /** How many pairs went which way. */
  readonly tallies: Readonly<Partial<Record<Tally, number>>>
  readonly mismatches: readonly string[]
}

const podsPath = `/api/v1/namespaces/${plans.namespace}/pods`
const daemonSetsPath = `/apis/apps/v1/namespaces/${plans.namespace}/daemonsets`
const jsonPatch = 'application/json-patch+json'

/** Compares at least so many pairs, in whole rounds; the seed of each is one more than that of the last. */
export async function fitDifferential(
  api: Api,
  { pairs, seed, tell }: Extent,
): Promise<FitOutcome> {
  await prepare(api)
  const seen: Comparison[] = []
  for (let round = 0; seen.length < pairs; round += 1) {
    seen.push(...(await playRound(api, plans.planRound(seed + round), seed + round)))
    tell(`seed ${seed + round} is played: ${seen.length} of ${pairs} pairs`)
  }
  const tallies: Partial<Record<Tally, number>> = {}
  for (const { tally } of seen) tallies[tally] = (tallies[tally] ?? 0) + 1
  const mismatches = seen.flatMap(({ mismatch }) => mismatch ?? [])
  return { pairs: seen.length, tallies, mismatches }
}

async function prepare(api: Api): Promise<void> {
  await api.ask('POST', '/api/v1/namespaces', { metadata: { name: plans.namespace } })
  await api.ask('POST', '/apis/node.k8s.io/v1/runtimeclasses', plans.runtimeClass)
  for (const manifest of plans.priorityClassManifests())
    await api.ask('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', manifest)
  await atOnce(Array.from({ length: plans.nodeCount }), (_, index) =>
    api.ask('POST', '/api/v1/nodes', plans.nodeManifest(index)),
  )
  await until(api, 'the taints of new nodes to go', async () =>
    (await readNodes(api)).every(({ spec }) => spec.taints === undefined),
  )
  const accounts = `/api/v1/namespaces/${plans.namespace}/serviceaccounts`
  await until(
    api,
    'the default ServiceAccount',
    async () => listAt(await api.ask('GET', accounts), 'items').length > 0,
  )
}

async function playRound(
  api: Api,
  plan: plans.FitRound,
  seed: number,
): Promise<readonly Comparison[]> {
  await atOnce(plan.nodes, (node, index) => furnish(api, node, index))
  const comparisons: Comparison[] = []
  for (const [index, template] of plan.templates.entries()) {
    const name = `daemon-set-${seed}-${index}`
    comparisons.push(...(await playTemplate(api, name, template)))
    const next = plan.templates[index + 1]
    const isCompany = index % 2 === 0 && next !== undefined
    if (isCompany && priorityOf(next) <= priorityOf(template)) await startPods(api, name)
    else await clear(api, 'app')
  }
  await clear(api, '')
  return comparisons
}

function priorityOf({ priorityClassName = '' }: FitSpec): number {
  return priorityClasses.get(priorityClassName)?.value ?? 0
}

/** Gives a node its room and its first Pods. */
async function furnish(api: Api, node: plans.FitNode, index: number): Promise<void> {
  const { allocatable, residents } = node
  await api.ask(
    'PATCH',
    `/api/v1/nodes/${plans.nodeName(index)}/status`,
    ['allocatable', 'capacity'].map((field) => ({
      op: 'add',
      path: `/status/${field}`,
      value: allocatable,
    })),
    jsonPatch,
  )
  for (const [place, resident] of residents.entries()) {
    const path = `${podsPath}/${plans.residentName(index, place)}`
    await api.ask('POST', podsPath, plans.residentManifest(resident, index, place))
    if (resident.phase !== 'Pending') {
      // Of equally important Pods the one that started first stays: no two at the same time.
      const startTime = new Date(1_000_000_000 * ((place * 3) % 5)).toISOString()
      await api.ask('PATCH', `${path}/status`, { status: { phase: resident.phase, startTime } })
    }
    if (resident.isEnding) await api.ask('DELETE', path)
  }
}

/** Has a DaemonSet's Pods placed. @returns a comparison for each node */
async function playTemplate(
  api: Api,
  name: string,
  template: FitSpec,
): Promise<readonly Comparison[]> {
  const [nodes, before] = await Promise.all([readNodes(api), readPods(api)])
  const demand = demandOf(template)
  await api.ask('POST', daemonSetsPath, plans.daemonSetManifest(name, template))
  const compare = (after: readonly Pod[]): readonly Comparison[] => {
    const [were, are] = [before, after].map((pods) => Map.groupBy(pods, nodeOf))
    return nodes.map((node) => {
      const own = node.metadata.name
      return compareNode({
        name,
        demand,
        node,
        were: were?.get(own) ?? [],
        are: are?.get(own) ?? [],
      })
    })
  }
  return settle(api, compare)
}

/** Until nothing differs, in two looks; or what still differs when it has taken too long. */
async function settle(
  api: Api,
  compare: (pods: readonly Pod[]) => readonly Comparison[],
): Promise<readonly Comparison[]> {
  const deadline = api.now() + patience / 4
  for (let agreed = 0; ;) {
    await api.pause(200)
    const comparisons = compare(await readPods(api))
    const isAgreed = comparisons.every(({ mismatch }) => mismatch === undefined)
    agreed = isAgreed ? agreed + 1 : 0
    if (agreed === 2 || api.now() > deadline) return comparisons
  }
}

/** As their kubelets would, before others come. */
async function startPods(api: Api, name: string): Promise<void> {
  const started = (await readPods(api)).filter(
    ({ owner, node }) => owner?.name === name && node !== undefined,
  )
  const status = { phase: 'Running', startTime: new Date().toISOString() }
  await atOnce(started, (pod) => api.ask('PATCH', `${podsPath}/${pod.name}/status`, { status }))
}

/** Takes away the DaemonSets, and the Pods with a label; all of them for none. */
async function clear(api: Api, label: string): Promise<void> {
  await api.ask('DELETE', daemonSetsPath)
  await until(api, 'the Pods to go', async () => {
    await api.ask('DELETE', `${podsPath}?gracePeriodSeconds=0&labelSelector=${label}`)
    const left = await api.ask('GET', `${podsPath}?limit=1&labelSelector=${label}`)
    return listAt(left, 'items').length === 0
  })
}

async function readNodes(api: Api): Promise<readonly Node[]> {
  const list = await api.ask('GET', '/api/v1/nodes?resourceVersion=0')
  return listAt(list, 'items').map((each) => projectNode(each).object)
}

async function readPods(api: Api): Promise<readonly Pod[]> {
  const list = await api.ask('GET', podsPath)
  return listAt(list, 'items').map((each) => projectPod(each).object)
}
