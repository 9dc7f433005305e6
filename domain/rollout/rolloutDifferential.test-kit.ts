/**
 * The differential test of rollouts: DaemonSets on a real control plane, with this test in the place of the kubelets, and
 * the forecast beside what the DaemonSet controller does. Whenever the controller has come to rest, the next states
 * of all Pods are forecast; then kubelets, or users, act, and it has to come to rest as forecast.
 *
 * Between two rollouts nodes change, and several Pods at once. What a rolling update makes of that depends on the
 * order in which it hears of it, so the DaemonSets are held with OnDelete meanwhile. During a rollout the order does
 * not matter: Pods that go, and Pods that become available, only ever free budget.
 */
import { listAt } from '../../cluster/json.ts'
import type { Pod } from '../k8s/objects.ts'
import { nodeOf } from '../k8s/pods.ts'
import { type Api, atOnce, until } from '../placement/differentialApi.test-kit.ts'
import * as looks from './rolloutDifferentialLook.test-kit.ts'
import * as plans from './rolloutDifferentialPlan.test-kit.ts'
import { type Cluster, Mismatch, Player } from './rolloutDifferentialPlayer.test-kit.ts'
import { playRollout, type RolloutTally } from './rolloutDifferentialRollout.test-kit.ts'

export interface Outcome {
  /** Rollouts that went as forecast. */
  readonly rollouts: readonly RolloutTally[]
  readonly mismatches: readonly string[]
}

const strategic = 'application/strategic-merge-patch+json'

/** @param rounds how many of the plan's are played, each with a rollout of every DaemonSet */
export async function rolloutDifferential(
  api: Api,
  decode: looks.Decode,
  seed: number,
  rounds = Number.POSITIVE_INFINITY,
): Promise<Outcome> {
  const plan = plans.planRollouts(seed)
  await prepare(api)
  const calm: Cluster = { nodes: await readNodes(api, decode), dead: new Set(), isNodeFull: false }
  const tools = { api, decode, next: looks.sharedLooks(api, decode) }
  let playing = await Promise.all(
    plan.hostPorts.map(async (hostPort, index) => {
      const manifest = plans.daemonSetManifest(index, hostPort)
      const daemonSet = decode.daemonSet(await api.ask('POST', looks.daemonSetsPath, manifest))
      return { player: new Player(tools, daemonSet, calm), hostPort, index }
    }),
  )
  const rollouts: RolloutTally[] = []
  const mismatches: string[] = []
  /** A DaemonSet that was not foreseen is left alone from then on. */
  const each = async (task: (one: (typeof playing)[number]) => Promise<void>): Promise<void> => {
    const went = await Promise.all(playing.map((one) => wentAsForecast(mismatches, one, task)))
    playing = playing.filter((_, index) => went[index])
  }
  await each(async ({ player }) => {
    await player.settle('created')
    await player.startNew()
  })
  for (const round of plan.rounds.slice(0, rounds)) {
    const cluster = await changeNodes(api, decode, round)
    await each(async ({ player, hostPort, index }) => {
      const rollout = round.rollouts[index]
      if (rollout === undefined) return
      await player.enter(cluster, accidents(player.pods, rollout, round))
      rollouts.push(await playRollout(player, rollout, cluster, hostPort))
      await player.hold()
    })
  }
  return { rollouts, mismatches }
}

async function wentAsForecast<T>(
  mismatches: string[],
  one: T,
  task: (one: T) => Promise<void>,
): Promise<boolean> {
  try {
    await task(one)
    return true
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    mismatches.push(error.message)
    return false
  }
}

async function prepare(api: Api): Promise<void> {
  await api.ask('POST', '/api/v1/namespaces', { metadata: { name: plans.namespace } })
  await until(api, 'the default ServiceAccount', async () => {
    const accounts = await api.ask('GET', `/api/v1/namespaces/${plans.namespace}/serviceaccounts`)
    return listAt(accounts, 'items').length > 0
  })
  await atOnce(plans.nodeNames, (name, index) =>
    api.ask('POST', '/api/v1/nodes', plans.nodeManifest(name, index)),
  )
  await until(api, 'the taints of new nodes to go', async () =>
    listAt(await api.ask('GET', '/api/v1/nodes'), 'items').every(
      (node) => listAt(node, 'spec', 'taints').length === 0,
    ),
  )
}

async function readNodes(api: Api, decode: looks.Decode): Promise<Cluster['nodes']> {
  return listAt(await api.ask('GET', '/api/v1/nodes'), 'items').map(decode.node)
}

/** Lets nodes fall silent, and those of the round before speak again. */
async function changeNodes(
  api: Api,
  decode: looks.Decode,
  { silent, unreachable, isNodeFull, gone }: plans.RoundPlan,
): Promise<Cluster> {
  if (gone !== undefined) await api.ask('DELETE', `/api/v1/nodes/${gone}`)
  const before = await readNodes(api, decode)
  await atOnce(before, ({ metadata: { name } }) => {
    const pods = isNodeFull && name === plans.fullNode ? '0' : '500'
    const conditions = [plans.readyCondition(name !== unreachable)]
    const status = { allocatable: { pods }, conditions }
    return api.ask('PATCH', `/api/v1/nodes/${name}/status`, { status }, strategic)
  })
  let nodes: Cluster['nodes'] = []
  await until(api, 'the taints of silent nodes', async () => {
    nodes = await readNodes(api, decode)
    return nodes.every(({ metadata: { name }, spec: { taints = [] } }) => {
      const effects = taints.map(({ effect }) => effect).sort()
      return effects.join() === (name === unreachable ? 'NoExecute,NoSchedule' : '')
    })
  })
  const dead = [silent, unreachable].filter((name) => name !== undefined)
  return { nodes, dead: new Set(dead), isNodeFull }
}

/** What happens to Pods before the template changes. */
function accidents(
  pods: readonly Pod[],
  rollout: plans.RolloutPlan,
  { silent, unreachable, marksUnready }: plans.RoundPlan,
): readonly looks.PodAction[] {
  const now = Math.floor(Date.now() / 1000)
  return pods.flatMap((pod) => {
    const node = nodeOf(pod) ?? ''
    if (pod.node === undefined || pod.deleted !== undefined) return []
    if (node === unreachable)
      return marksUnready && pod.ready ? [looks.becomeUnready(pod, now)] : []
    if (node === silent) return []
    if (rollout.ended.includes(node)) return [looks.becomeFailed(pod, now)]
    return rollout.unready.includes(node) && pod.ready ? [looks.becomeUnready(pod, now)] : []
  })
}
