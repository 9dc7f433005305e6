/** One rollout of the differential test, from the saved template to its end. */
import { nodeOf } from '../k8s/pods.ts'
import { forecastRollout, type RolloutForecast } from './forecast.ts'
import { deleteByHand } from './rolloutDifferentialLook.test-kit.ts'
import { fullNode, type RolloutPlan, specPatch } from './rolloutDifferentialPlan.test-kit.ts'
import { type Cluster, Mismatch, type Player } from './rolloutDifferentialPlayer.test-kit.ts'
import type { RolloutInput } from './rolloutCells.ts'
import type { RolloutCounts } from './rolloutProgress.ts'
import { isUpToDate } from './rolloutTarget.ts'
import { rolloutState } from './simulateRollout.ts'

/** A rollout that went as forecast. */
export interface RolloutTally {
  readonly end: 'complete' | 'manual' | 'stalled'
  readonly kind: 'maxUnavailable' | 'maxSurge' | 'OnDelete'
  /** Were its steps compared one by one with the forecast? */
  readonly isFollowed: boolean
}

/** What was forecast when the template was saved, and of what. */
interface Forecast {
  readonly saved: RolloutInput
  readonly promised: RolloutForecast
}

/** What a step came to. */
interface Round {
  readonly unavailable: number
  readonly counts: RolloutCounts
}

/** @throws Mismatch */
export async function playRollout(
  player: Player,
  plan: RolloutPlan,
  cluster: Cluster,
  hostPort: number | undefined,
): Promise<RolloutTally> {
  const saved = await player.save(plan, specPatch(plan, hostPort))
  const promised = forecastRollout(saved, player.trouble())
  const rounds = await playOut(player)
  const isFollowed = canBeFollowed(promised, plan, cluster)
  if (isFollowed) checkRounds(player, { saved, promised }, rounds)
  if (plan.strategy.type === 'OnDelete') {
    const now = Math.floor(Date.now() / 1000)
    const chosen = player.pods.filter(
      (pod) => pod.deleted === undefined && plan.byHand.includes(nodeOf(pod) ?? ''),
    )
    await player.perform(
      'Pods deleted by hand',
      chosen.map((pod) => deleteByHand(pod, now)),
    )
    await playOut(player)
  }
  await player.rest()
  const { end, numbers } = checkEnd(player, plan, cluster, { saved, promised })
  const kind = numbers.strategy === 'OnDelete' ? 'OnDelete' : numbers.field
  return { end: end.kind, kind, isFollowed }
}

/** Lets Pods go and come until nothing happens any more. */
async function playOut(player: Player): Promise<readonly Round[]> {
  const rounds: Round[] = []
  for (;;) {
    const hasFinished = await player.finishDeleted()
    const before = countsOf(player)
    const hasStarted = await player.startNew()
    if (!hasFinished && !hasStarted) return rounds
    rounds.push({ unavailable: before.desired - before.available, counts: countsOf(player) })
    if (rounds.length > 60) throw new Mismatch(`${nameOf(player)}: no end after 60 rounds`)
  }
}

function countsOf(player: Player): RolloutCounts {
  return rolloutState(player.input(), player.trouble()).counts
}

/** With nodes in trouble the steps depend on the controller's arbitrary choices. */
function canBeFollowed(
  { end, steps }: RolloutForecast,
  { strategy, crashing, refusing, settling }: RolloutPlan,
  { dead, isNodeFull }: Cluster,
): boolean {
  const isCalm = dead.size === 0 && !isNodeFull
  const disturbed = [...crashing, ...refusing, ...settling]
  const moves = strategy.type === 'RollingUpdate' && steps.length > 0
  return isCalm && moves && disturbed.length === 0 && end.kind === 'complete'
}

function checkRounds(
  player: Player,
  { saved, promised: { steps } }: Forecast,
  rounds: readonly Round[],
): void {
  const foreseen = steps.map(({ unavailable, counts }) => JSON.stringify({ unavailable, counts }))
  const found = rounds.map(({ unavailable, counts }) => JSON.stringify({ unavailable, counts }))
  if (foreseen.join() === found.join()) return
  const lines = ['forecast:', ...foreseen, 'found:', ...found].join('\n  ')
  throw new Mismatch(
    `${player.tell('template saved', saved)}\nother steps than foreseen\n  ${lines}`,
  )
}

function checkEnd(
  player: Player,
  plan: RolloutPlan,
  cluster: Cluster,
  { saved, promised }: Forecast,
): RolloutForecast {
  const input = player.input()
  const now = forecastRollout(input, player.trouble())
  const problems = [...endProblems(player, now), ...promiseProblems(plan, promised, now)]
  const troubled = new Set([...cluster.dead, ...plan.crashing, fullNode])
  const { end } = now
  if (end.kind === 'stalled') {
    const isFree = end.holders.filter(
      ({ node, kind }) => kind !== 'portTaken' && !troubled.has(node),
    )
    if (isFree.length > 0) problems.push(`nothing is wrong with ${JSON.stringify(isFree)}`)
    if (end.holders.length === 0) problems.push('it stalls for nothing')
    if (now.stall?.when !== 'now') problems.push('it is said to go on')
  }
  if (problems.length === 0) return now
  const ends = `foreseen ${JSON.stringify(promised.end)}, found ${JSON.stringify(end)}`
  throw new Mismatch(`${player.tell('template saved', saved)}\n${problems.join('; ')}\n  ${ends}`)
}

/** The end is told from the DaemonSet's status and its Pods alone. */
function endProblems(player: Player, { end, steps }: RolloutForecast): string[] {
  const { status = {} } = player.daemonSet
  const { desiredNumberScheduled = 0, updatedNumberScheduled = 0, numberUnavailable = 0 } = status
  const { target } = player.input()
  const hasOutdated = player.pods.some(
    (pod) => pod.deleted === undefined && !isUpToDate(pod, target),
  )
  const isComplete =
    !hasOutdated && updatedNumberScheduled >= desiredNumberScheduled && numberUnavailable === 0
  return [
    ...(steps.length > 0 ? ['at rest, though the forecast has further steps'] : []),
    ...(isComplete === (end.kind === 'complete') ? [] : ['not the end that its status says']),
  ]
}

function promiseProblems(
  { strategy, byHand }: RolloutPlan,
  { end: promised, mayStall }: RolloutForecast,
  { end }: RolloutForecast,
): readonly string[] {
  if (strategy.type === 'OnDelete' && byHand.length > 0) return []
  if (mayStall !== undefined && end.kind === 'stalled') return []
  if (promised.kind !== end.kind) return ['not the end that was foreseen']
  if (promised.kind === 'complete' || end.kind === 'complete') return []
  return end.outdated >= promised.outdated ? [] : ['fewer are outdated than the foreseen minimum']
}

function nameOf({ daemonSet }: Player): string {
  return daemonSet.metadata.name
}
