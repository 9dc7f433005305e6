import type { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { nodeOf } from '../../../domain/k8s/pods.ts'
import { shouldContinueBit, shouldRunBit } from '../../../domain/placement/placementVerdict.ts'
import { type Target, targetBits } from '../../../domain/placement/target.ts'
import type { PlacementSpec } from '../../../domain/placement/verdict.ts'
import type { BudgetHolder } from '../../../domain/rollout/budgetHolders.ts'
import { forecastRollout, type RolloutForecast } from '../../../domain/rollout/forecast.ts'
import type { DeletionCause } from '../../../domain/rollout/manageNode.ts'
import type { RolloutStep } from '../../../domain/rollout/nextStep.ts'
import type { RolloutInput, RolloutNode } from '../../../domain/rollout/rolloutCells.ts'
import { currentTarget, editedTarget } from '../../../domain/rollout/rolloutTarget.ts'
import type {
  Ask,
  HolderCount,
  KnownRollout,
  NextRolloutStep,
  RolloutOutlook,
  RolloutView,
} from '../views.ts'
import { mostNamed } from './mostNamed.ts'
import type { Sources } from './sources.ts'

type Unknown = Exclude<RolloutView, KnownRollout>['why']

/**
 * A DaemonSet's rollout and its forecast. On 5,000 nodes it takes 0.1 to 0.3 s, the first time up to 0.6 s: ask it for
 * the one DaemonSet that is looked at, and limit its share of the time. The end of minReadySeconds is seen with the next
 * change, which is the DaemonSet's status: the controller counts the Pod as available then.
 */
export function rolloutView(
  { model, now }: Pick<Sources, 'model' | 'now'>,
  { namespace, name, changed }: Ask<'rollout'>,
): RolloutView {
  const entry = model.daemonSetNamed(namespace, name)
  if (entry === undefined) return unknown('noDaemonSet')
  const { daemonSet, isDeleting } = entry.reading
  const hash = entry.currentHash
  if (isDeleting) return unknown('deleting')
  if (!model.podsKnown) return unknown('pods')
  if (hash === undefined) return unknown('revisions')
  // Until then the newest revision is the one before the change.
  if ((daemonSet.metadata.generation ?? 0) > (daemonSet.status?.observedGeneration ?? 0)) {
    return unknown('unobserved')
  }
  const input: RolloutInput = {
    daemonSet: changed === undefined ? daemonSet : withTemplate(daemonSet, changed),
    // The stream's revisions are without their templates: one like that of an earlier revision, whose Pods would count
    // as up to date, is taken for a new one.
    target:
      changed === undefined ? currentTarget(daemonSet, hash) : editedTarget(daemonSet, undefined),
    nodes: rolloutNodes(
      model,
      changed === undefined ? entry.target : model.targetIn(namespace, changed),
    ),
    pods: model.podsOwnedBy(entry),
    now: now() / 1000,
  }
  return knownRollout(input, forecastRollout(input))
}

function withTemplate(daemonSet: DaemonSet, placement: PlacementSpec): DaemonSet {
  const { spec } = daemonSet
  const template = { ...spec.template, spec: { ...spec.template.spec, ...placement } }
  return { ...daemonSet, spec: { ...spec, template } }
}

function unknown(why: Unknown): RolloutView {
  return { kind: 'unknown', why }
}

function rolloutNodes(model: ClusterModel, target: Target): readonly RolloutNode[] {
  return model.nodes.map(({ name, reading: { facts, isReady } }) => {
    const bits = targetBits(target, facts)
    return {
      name,
      shouldRun: (bits & shouldRunBit) !== 0,
      shouldContinueRunning: (bits & shouldContinueBit) !== 0,
      isReady,
    }
  })
}

function knownRollout(input: RolloutInput, forecast: RolloutForecast): KnownRollout {
  const { outdated, upToDate, numbers, holders, next } = forecast
  const updated = new Set(upToDate.map(nodeOf))
  return {
    kind: 'known',
    outdated: outdated.length,
    updatedNodes: input.nodes.filter(({ name, shouldRun }) => shouldRun && updated.has(name))
      .length,
    numbers,
    holders: holderCount(holders),
    next: nextCounts(next),
    end: outlook(forecast),
  }
}

function outlook({ steps, end, stall, mayStall }: RolloutForecast): RolloutOutlook {
  if (stall !== undefined) {
    const { when, outdated, holders } = stall
    return { kind: 'stalled', when, outdated, holders: holderCount(holders) }
  }
  if (end.kind === 'manual') return { kind: 'manual' }
  const complete = { kind: 'complete', steps: steps.length } as const
  if (mayStall === undefined) return complete
  const { outdated, holders } = mayStall
  return { ...complete, mayStall: { outdated, holders: holderCount(holders) } }
}

function holderCount(holders: readonly BudgetHolder[]): HolderCount {
  const lastingFirst = [...holders].sort((a, b) => Number(b.isLasting) - Number(a.isLasting))
  return { count: holders.length, first: lastingFirst.slice(0, mostNamed) }
}

function nextCounts(step: RolloutStep): NextRolloutStep {
  const deleted: Partial<Record<DeletionCause, number>> = {}
  for (const { cause } of step.deleted) deleted[cause] = (deleted[cause] ?? 0) + 1
  return {
    created: step.created.length,
    deleted,
    surged: step.surged.length,
    chosen: step.budgeted.chosen,
    blocked: step.budgeted.blocked,
    misplaced: step.misplaced.chosen,
    stray: step.stray.length,
  }
}
