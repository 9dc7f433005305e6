/** A Node as the grid needs it at each frame: what is asked often is worked out once. */
import {
  conditionSince,
  isCordoned,
  isReady,
  notReadySince,
  type PressureType,
  pressures,
  roles,
  zone,
} from '../k8s/nodes.ts'
import type { Node } from '../k8s/objects.ts'
import { nodeFacts } from '../placement/nodeFacts.ts'
import type { NodeFacts } from '../placement/verdict.ts'
import type { NodeBadge } from './frame.ts'
import { naturalKey } from './naturalKey.ts'

/** What follows from the Node alone. */
interface NodeReading {
  readonly node: Node
  readonly facts: NodeFacts
  readonly isReady: boolean
  /** The first role that says something: a node may be infra and worker. 'worker' where it has none. */
  readonly role: string
  readonly roles: readonly string[]
  readonly zone: string | undefined
  readonly badges: readonly NodeBadge[]
  /** Milliseconds since the epoch; 0: not known. */
  readonly created: number
}

/** One row of the matrix; the same object for as long as the Node lives. */
export interface NodeEntry {
  readonly kind: 'node'
  readonly uid: string
  readonly name: string
  readonly sortKey: string
  /** Its row in the matrix. */
  readonly row: number
  reading: NodeReading
}

/** An entry for a Node that gets this row. */
export function makeNodeEntry(node: Node, row: number): NodeEntry {
  const { uid, name } = node.metadata
  return { kind: 'node', uid, name, sortKey: naturalKey(name), row, reading: readNode(node) }
}

export function readNode(node: Node): NodeReading {
  const names = roles(node)
  const created = Date.parse(node.metadata.creationTimestamp ?? '')
  return {
    node,
    facts: nodeFacts(node),
    isReady: isReady(node),
    role: names.find((name) => name !== 'worker') ?? 'worker',
    roles: names,
    zone: zone(node),
    badges: badgesOf(node),
    created: Number.isNaN(created) ? 0 : created,
  }
}

/** Does a change of a Node leave every verdict and cell as it was? A heartbeat does. */
export function isSamePlacement(a: NodeReading, b: NodeReading): boolean {
  return (
    a.isReady === b.isReady &&
    JSON.stringify(a.facts.taints) === JSON.stringify(b.facts.taints) &&
    JSON.stringify(a.facts.labels) === JSON.stringify(b.facts.labels)
  )
}

/** Does what stands beside the node's name stay as it was? */
export function isSameBadges(a: NodeReading, b: NodeReading): boolean {
  return JSON.stringify(a.badges) === JSON.stringify(b.badges)
}

/** Does a change of a Node leave as much room on it as there was? */
export function isSameAllocatable(a: NodeReading, b: NodeReading): boolean {
  return JSON.stringify(a.node.status?.allocatable) === JSON.stringify(b.node.status?.allocatable)
}

const pressureBadges: Readonly<Record<PressureType, NodeBadge['kind']>> = {
  MemoryPressure: 'memoryPressure',
  DiskPressure: 'diskPressure',
  PIDPressure: 'pidPressure',
  NetworkUnavailable: 'networkUnavailable',
}

function badgesOf(node: Node): readonly NodeBadge[] {
  return [
    ...(isReady(node) ? [] : [badge('notReady', notReadySince(node))]),
    ...(isCordoned(node) ? [badge('cordoned', undefined)] : []),
    ...pressures(node).map(({ type, condition }) =>
      badge(pressureBadges[type], conditionSince(condition)),
    ),
  ]
}

function badge(kind: NodeBadge['kind'], since: number | undefined): NodeBadge {
  return since === undefined ? { kind } : { kind, since }
}
