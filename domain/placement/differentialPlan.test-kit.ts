/** What a round of the differential test creates, and then changes: random, the same for the same seed. */
import * as fc from 'fast-check'
import type { Taint } from '../k8s/objects.ts'
import { nodeNames, validNode, validPlacement } from './placements.test-kit.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

export const namespace = 'differential'
const nodeCount = 60
export const daemonSetCount = 40

/** A node with what makes Kubernetes taint it. */
export interface PlannedNode extends NodeFacts {
  /** Status of condition Ready. */
  readonly ready: string
  /** The condition of trouble that is True, if one is. */
  readonly pressure: string | undefined
  readonly cordoned: boolean
}

export interface Plan {
  readonly nodes: readonly PlannedNode[]
  /** Labels and taints that the same nodes get later. */
  readonly changedNodes: readonly NodeFacts[]
  readonly placements: readonly PlacementSpec[]
  readonly changedPlacements: readonly PlacementSpec[]
}

const pressureTaints: ReadonlyMap<string, string> = new Map([
  ['MemoryPressure', 'memory-pressure'],
  ['DiskPressure', 'disk-pressure'],
  ['PIDPressure', 'pid-pressure'],
  ['NetworkUnavailable', 'network-unavailable'],
])
const readyTaints: ReadonlyMap<string, string> = new Map([
  ['False', 'not-ready'],
  ['Unknown', 'unreachable'],
])
const prefix = 'node.kubernetes.io/'

/** Most nodes are well: else taints would decide every verdict. */
function mostly<T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others })
}

const health = fc.record({
  ready: mostly('True', fc.constantFrom('False', 'Unknown')),
  pressure: mostly(undefined, fc.constantFrom(...pressureTaints.keys())),
  cordoned: mostly(false, fc.constant(true)),
})

/** The plan of a round. */
export function planRound(seed: number): Plan {
  const many = <T>(item: fc.Arbitrary<T>, count: number, shift: number): readonly T[] =>
    fc.sample(item, { numRuns: count, seed: seed * 10 + shift })
  const plannedNode = fc.tuple(validNode, health).map(([node, rest]) => ({ ...node, ...rest }))
  return {
    nodes: many(plannedNode, nodeCount, 0).map(named),
    changedNodes: many(validNode, nodeCount, 1).map(named).map(withoutSystemTaints),
    placements: many(validPlacement, daemonSetCount, 2),
    changedPlacements: many(validPlacement, daemonSetCount, 3),
  }
}

/** The first ones are those that placements name. */
function named<Node extends NodeFacts>(node: Node, index: number): Node {
  return { ...node, name: nodeNames[index] ?? `node-${index}` }
}

/** Kubernetes would take some of them away again, and meanwhile the controller would act on them. */
function withoutSystemTaints(node: NodeFacts): NodeFacts {
  return { ...node, taints: node.taints.filter((taint) => !isSystemTaint(taint)) }
}

export function isSystemTaint({ key }: Taint): boolean {
  return key.startsWith(prefix)
}

/** The NoSchedule taints that the node lifecycle controller gives a node, sorted; it takes away all others of its own. */
export function expectedSystemTaints(node: PlannedNode): readonly string[] {
  const names = [
    readyTaints.get(node.ready),
    node.pressure === undefined ? undefined : pressureTaints.get(node.pressure),
    node.cordoned ? 'unschedulable' : undefined,
  ]
  return names.flatMap((name) => (name === undefined ? [] : [prefix + name])).sort()
}

/** A node that Kubernetes would taint so: what its taints say of its conditions is so. */
export function plannedAs(node: NodeFacts): PlannedNode {
  const keys = new Set(
    node.taints.filter(({ effect }) => effect === 'NoSchedule').map(({ key }) => key),
  )
  const causeOf = (causes: ReadonlyMap<string, string>): string | undefined =>
    [...causes].find(([, name]) => keys.has(prefix + name))?.[0]
  return {
    ...node,
    ready: causeOf(readyTaints) ?? 'True',
    pressure: causeOf(pressureTaints),
    cordoned: keys.has(`${prefix}unschedulable`),
  }
}

/** A node without the annotation that would make kwok look after it: its conditions stay as they are. */
export function nodeManifest({ name, labels, taints, ...node }: PlannedNode): unknown {
  const conditions = [
    { type: 'Ready', status: node.ready },
    ...[...pressureTaints.keys()].map((type) => ({
      type,
      status: type === node.pressure ? 'True' : 'False',
    })),
  ]
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { taints, unschedulable: node.cordoned },
    status: { conditions },
  }
}

export function daemonSetName(index: number): string {
  return `daemon-set-${index}`
}

/** OnDelete: a changed template moves no Pod but by its placement. */
export function daemonSetManifest(placement: PlacementSpec, index: number): unknown {
  const labels = { app: daemonSetName(index) }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: daemonSetName(index), namespace },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'OnDelete' },
      template: { metadata: { labels }, spec: podSpec(placement) },
    },
  }
}

/** No scheduler: the Pods stay where the controller puts them, and go at once when it deletes them. */
export function podSpec(placement: PlacementSpec): unknown {
  return {
    ...placement,
    schedulerName: 'nobody',
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    containers: [{ name: 'main', image: 'example.com/main' }],
  }
}
