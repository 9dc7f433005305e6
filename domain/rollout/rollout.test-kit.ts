/** Small rollouts for tests: one Pod a node, all times in seconds from 0. */
import type { DaemonSet, IntOrPercent, Pod, PodSpec } from '../k8s/objects.ts'
import type { RolloutInput, RolloutNode, RolloutTrouble } from './rolloutCells.ts'

export const now = 1000

export const noTrouble: RolloutTrouble = {
  deadNodes: new Set(),
  stuckNodes: new Map(),
  isPortTaken: false,
}

export interface StrategyOptions {
  readonly type?: string
  readonly maxUnavailable?: IntOrPercent
  readonly maxSurge?: IntOrPercent
  readonly minReadySeconds?: number
  readonly spec?: PodSpec
}

/** The current revision is 'new', its generation 2. */
export function daemonSet(options: StrategyOptions = {}): DaemonSet {
  const { type = 'RollingUpdate', maxUnavailable, maxSurge, minReadySeconds, spec = {} } = options
  return {
    metadata: {
      name: 'd',
      uid: 'd',
      annotations: { 'deprecated.daemonset.template.generation': '2' },
    },
    spec: {
      template: { spec },
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      updateStrategy: {
        type,
        rollingUpdate: {
          ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
          ...(maxSurge === undefined ? {} : { maxSurge }),
        },
      },
    },
  }
}

export function node(name: string, facts: Partial<RolloutNode> = {}): RolloutNode {
  return { name, shouldRun: true, shouldContinueRunning: true, isReady: true, ...facts }
}

/** As a node is that is not ready: its Pod stays, but none is wanted there. */
export function deadNode(name: string): RolloutNode {
  return node(name, { shouldRun: false, isReady: false })
}

/** A Pod of the old revision, ready since 0. */
export function oldPod(on: string, facts: Partial<Pod> = {}): Pod {
  return {
    uid: `${on}-old`,
    namespace: 'ns',
    name: `${on}-old`,
    created: 0,
    revision: 'old',
    templateGeneration: '1',
    node: on,
    phase: 'Running',
    ready: true,
    readySince: 0,
    restarts: 0,
    ...facts,
  }
}

/** A Pod of the current revision, ready since 0. */
export function updatedPod(on: string, facts: Partial<Pod> = {}): Pod {
  const name = `${on}-new`
  const revision = { revision: 'new', templateGeneration: '2' }
  return oldPod(on, { uid: name, name, created: 1, ...revision, ...facts })
}

/** Of a Pod that waits for a place on a node. */
function pendingOn(target: string): Partial<Pod> {
  return {
    target,
    phase: 'Pending',
    ready: false,
    unscheduled: { reason: 'Unschedulable', message: '0/5 nodes are available' },
  }
}

/** The Pod without its node, waiting for it. */
export function pending({ node: on = '', ...pod }: Pod): Pod {
  return { ...pod, ...pendingOn(on) }
}

export const unready: Partial<Pod> = { ready: false }

export const crashing: Partial<Pod> = {
  ready: false,
  trouble: [{ container: 'c', reason: 'CrashLoopBackOff' }],
}

export function rollout(
  nodes: readonly RolloutNode[],
  pods: readonly Pod[],
  options: StrategyOptions = {},
): RolloutInput {
  const target = { hash: 'new', templateGeneration: '2' }
  return { daemonSet: daemonSet(options), target, nodes, pods, now }
}

/** Nodes called n0, n1, …, each with an available Pod of the old revision. */
export function outdatedRollout(count: number, options: StrategyOptions = {}): RolloutInput {
  const names = Array.from({ length: count }, (_, index) => `n${index}`)
  return rollout(
    names.map((name) => node(name)),
    names.map((name) => oldPod(name)),
    options,
  )
}
