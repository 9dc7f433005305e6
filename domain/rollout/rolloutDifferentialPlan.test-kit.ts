/** What the differential test of rollouts does: random, the same for the same seed. */
import * as fc from 'fast-check'
import type { IntOrPercent } from '../k8s/objects.ts'

export const namespace = 'rollouts'
const daemonSetCount = 40
const roundCount = 5
export const nodeNames = Array.from({ length: 9 }, (_, index) => `node-${index}`)

/** From here on one node has no room for further Pods, and before the last round another one is deleted. */
const fullFrom = 3
export const fullNode = 'node-7'
const goneNode = 'node-8'
/** Of five; nodes are well then, and all that Pods are waited for is done at once. */
const calmRound = 1
export const firstVersion = 0
/** Nodes that fall silent for a round, one of them with its Node still Ready and one Unknown. */
const mortal = nodeNames.slice(0, 6)

export interface Strategy {
  readonly type: 'RollingUpdate' | 'OnDelete'
  readonly rollingUpdate?: {
    readonly maxUnavailable: IntOrPercent
    readonly maxSurge: IntOrPercent
  }
}

/** One change of a DaemonSet's template, and what happens to its Pods until the next one. */
export interface RolloutPlan {
  readonly strategy: Strategy
  readonly minReadySeconds: number
  /** Of its image; one that was used before is an undo. */
  readonly version: number
  /** Only nodes of the pool. */
  readonly isPooled: boolean
  /** Nodes whose Pod is not ready any more when the template changes. */
  readonly unready: readonly string[]
  /** Nodes whose Pod has failed by then. */
  readonly ended: readonly string[]
  /** Nodes on which new Pods crash for ever. */
  readonly crashing: readonly string[]
  /** Nodes that refuse the first new Pod: it becomes Failed. */
  readonly refusing: readonly string[]
  /** Nodes whose Pods become ready as time goes; others have been ready for long when they become so. */
  readonly settling: readonly string[]
  /** Nodes whose Pod someone deletes once an OnDelete rollout has come to rest. */
  readonly byHand: readonly string[]
}

export interface RoundPlan {
  /** Silent, though its Node is still Ready. */
  readonly silent: string | undefined
  /** Silent for so long that its Node is Unknown, with the taints of that. */
  readonly unreachable: string | undefined
  /** Whether Pods on that node count as not ready by then: the controller of that does it a little later. */
  readonly marksUnready: boolean
  readonly isNodeFull: boolean
  readonly gone: string | undefined
  /** One for each DaemonSet. */
  rollouts: readonly RolloutPlan[]
}

export interface Plan {
  /** For each DaemonSet: the host port of its Pods. */
  readonly hostPorts: readonly (number | undefined)[]
  readonly rounds: readonly RoundPlan[]
}

const maxUnavailable = fc.constantFrom<IntOrPercent[]>(1, 2, 3, 9, '1%', '25%', '34%', '100%')
const maxSurge = fc.constantFrom<IntOrPercent[]>(1, 2, 4, '1%', '30%', '100%')

const strategy: fc.Arbitrary<Strategy> = fc.oneof(
  { weight: 4, arbitrary: maxUnavailable.map((number) => rolling(number, 0)) },
  { weight: 4, arbitrary: maxSurge.map((number) => rolling(0, number)) },
  { weight: 1, arbitrary: fc.constant<Strategy>({ type: 'OnDelete' }) },
)

function rolling(unavailable: IntOrPercent, surge: IntOrPercent): Strategy {
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: unavailable, maxSurge: surge },
  }
}

/** None in most cases, else so many of the nodes. */
function few(most: number): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.subarray(nodeNames, { minLength: 1, maxLength: most }) },
  )
}

const rollout: fc.Arbitrary<RolloutPlan> = fc.record({
  strategy,
  minReadySeconds: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 3600),
  version: fc.integer({ min: 0, max: 4 }),
  isPooled: fc.constantFrom(false, false, false, true),
  unready: few(3),
  ended: few(1),
  crashing: few(1),
  refusing: few(2),
  settling: few(3),
  byHand: fc.subarray(nodeNames),
})

const round: fc.Arbitrary<RoundPlan> = fc
  .record({
    dead: fc.shuffledSubarray(mortal, { minLength: 2, maxLength: 2 }),
    hasSilent: fc.boolean(),
    hasUnreachable: fc.boolean(),
    marksUnready: fc.boolean(),
    rollouts: fc.array(rollout, { minLength: daemonSetCount, maxLength: daemonSetCount }),
  })
  .map(({ dead, hasSilent, hasUnreachable, ...rest }) => ({
    ...rest,
    silent: hasSilent ? dead[0] : undefined,
    unreachable: hasUnreachable ? dead[1] : undefined,
    isNodeFull: false,
    gone: undefined,
  }))

export function planRollouts(seed: number): Plan {
  const rounds = fc.sample(round, { numRuns: roundCount, seed }).map((each, index) => ({
    ...(index === calmRound ? calm(each) : each),
    isNodeFull: index >= fullFrom,
    gone: index === roundCount - 1 ? goneNode : undefined,
  }))
  rounds.forEach((each, index) => {
    const before = rounds[index - 1]?.rollouts
    each.rollouts = each.rollouts.map((plan, which) =>
      plan.version === (before?.[which]?.version ?? firstVersion)
        ? { ...plan, version: 10 + index }
        : plan,
    )
  })
  const hostPorts = Array.from({ length: daemonSetCount }, (_, index) =>
    index % 8 === 7 ? 20_000 + index : undefined,
  )
  return { hostPorts, rounds }
}

/** Nothing goes wrong once the template is changed: every step can be foreseen. */
function calm(plan: RoundPlan): RoundPlan {
  const none = { crashing: [], refusing: [], settling: [] }
  const rollouts = plan.rollouts.map((each) => ({ ...each, ...none }))
  return { ...plan, silent: undefined, unreachable: undefined, rollouts }
}

function daemonSetName(index: number): string {
  return `daemon-set-${index}`
}

/** A node without the annotation that would make kwok look after it. */
export function nodeManifest(name: string, index: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: index % 4 === 3 ? {} : { pool: 'a' } },
    status: {
      capacity: { pods: '500' },
      allocatable: { pods: '500' },
      conditions: [readyCondition(true)],
    },
  }
}

/** Of a Node whose kubelet reports, or has not been heard of for some time. */
export function readyCondition(isReady: boolean): unknown {
  return { type: 'Ready', status: isReady ? 'True' : 'Unknown' }
}

/** What a change of the template writes, in one write with the strategy. */
export function specPatch(plan: RolloutPlan, hostPort: number | undefined): unknown {
  const { strategy, minReadySeconds, version, isPooled } = plan
  const nodeSelector = isPooled ? { pool: 'a' } : null
  return {
    spec: {
      updateStrategy: { rollingUpdate: null, ...strategy },
      minReadySeconds,
      template: { spec: { nodeSelector, containers: containers(version, hostPort) } },
    },
  }
}

function containers(version: number, hostPort: number | undefined): readonly unknown[] {
  const ports = hostPort === undefined ? [] : [{ containerPort: 80, hostPort }]
  return [{ name: 'main', image: `example.com/main:${version}`, ports }]
}

export function daemonSetManifest(index: number, hostPort: number | undefined): unknown {
  const labels = { app: daemonSetName(index) }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: daemonSetName(index), namespace },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'OnDelete' },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          containers: containers(firstVersion, hostPort),
        },
      },
    },
  }
}
