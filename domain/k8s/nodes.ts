/** Named questions about one Node. */
import { labelOf } from './labels.ts'
import type { Node, NodeCondition } from './objects.ts'

/** Condition Ready is True. A Node without the condition is not ready: no kubelet has reported yet. */
export function isReady(node: Node): boolean {
  return readyCondition(node)?.status === 'True'
}

/** Since when it is not ready, milliseconds since the epoch; undefined where it is, or where nobody knows. */
export function notReadySince(node: Node): number | undefined {
  return isReady(node) ? undefined : conditionSince(readyCondition(node))
}

/** Condition Ready. */
export function readyCondition(node: Node): NodeCondition | undefined {
  return node.status?.conditions?.find(({ type }) => type === 'Ready')
}

/** When a condition last changed, milliseconds since the epoch. */
export function conditionSince(condition: NodeCondition | undefined): number | undefined {
  const since = Date.parse(condition?.lastTransitionTime ?? '')
  return Number.isNaN(since) ? undefined : since
}

/** kubectl cordon sets spec.unschedulable; the taint follows. */
export function isCordoned(node: Node): boolean {
  return node.spec.unschedulable === true
}

const pressureTypes = [
  'MemoryPressure',
  'DiskPressure',
  'PIDPressure',
  'NetworkUnavailable',
] as const

export type PressureType = (typeof pressureTypes)[number]

/** The conditions that are a node's problem where they are True, in a fixed order. */
export function pressures(
  node: Node,
): readonly { readonly type: PressureType; readonly condition: NodeCondition }[] {
  const conditions = node.status?.conditions ?? []
  // Of every node at each keystroke: most have only Ready.
  if (!conditions.some(({ type, status }) => status === 'True' && type !== 'Ready')) return []
  return pressureTypes.flatMap((type) => {
    const condition = conditions.find((each) => each.type === type)
    return condition?.status === 'True' ? [{ type, condition }] : []
  })
}

const rolePrefix = 'node-role.kubernetes.io/'

/** Roles as in `kubectl get nodes`, sorted; empty where the node has none. */
export function roles(node: Node): readonly string[] {
  const names = Object.keys(node.metadata.labels ?? {})
    .filter((key) => key.startsWith(rolePrefix) && key !== rolePrefix)
    .map((key) => key.slice(rolePrefix.length))
  const named = labelOf(node.metadata.labels, 'kubernetes.io/role')
  return [...new Set(named === undefined || named === '' ? names : [...names, named])].sort()
}

/** Label topology.kubernetes.io/zone, or the label that it replaced. */
export function zone(node: Node): string | undefined {
  const { labels } = node.metadata
  return (
    labelOf(labels, 'topology.kubernetes.io/zone') ??
    labelOf(labels, 'failure-domain.beta.kubernetes.io/zone')
  )
}

/** The first address of type InternalIP. */
export function internalIP(node: Node): string | undefined {
  return node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address
}
