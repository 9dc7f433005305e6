import type { DaemonSetView } from '../../live/views.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'

export interface KnownDaemonSet extends DaemonSetView {
  readonly daemonSet: DaemonSet
}

export const sortKeys = ['name', 'namespace', 'ready', 'age'] as const

export type SortKey = (typeof sortKeys)[number]

/** By one column; equal ones by namespace and name. 'ready' puts first where most Pods are lacking. */
export function sortDaemonSets(
  all: readonly KnownDaemonSet[],
  key: SortKey,
  direction: 'asc' | 'desc',
): readonly KnownDaemonSet[] {
  const sign = direction === 'asc' ? 1 : -1
  return all.toSorted((a, b) => sign * compareBy[key](a, b) || compareNames(a, b))
}

type Compare = (a: KnownDaemonSet, b: KnownDaemonSet) => number

const compareBy: Readonly<Record<SortKey, Compare>> = {
  name: (a, b) => compareText(a.daemonSet.metadata.name, b.daemonSet.metadata.name),
  namespace: (a, b) => compareText(namespaceOf(a), namespaceOf(b)),
  ready: (a, b) => lacking(b) - lacking(a),
  // The timestamps are RFC 3339 in UTC: their order is that of time.
  age: (a, b) => compareText(createdOf(b), createdOf(a)),
}

const compareNames: Compare = (a, b) => compareBy.namespace(a, b) || compareBy.name(a, b)

function namespaceOf({ daemonSet }: KnownDaemonSet): string {
  return daemonSet.metadata.namespace ?? ''
}

function createdOf({ daemonSet }: KnownDaemonSet): string {
  return daemonSet.metadata.creationTimestamp ?? ''
}

function lacking({ daemonSet: { status } }: KnownDaemonSet): number {
  return (status?.desiredNumberScheduled ?? 0) - (status?.numberReady ?? 0)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
