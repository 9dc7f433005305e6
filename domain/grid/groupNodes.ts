/** Nodes in groups: by role, by role and zone, or by any label. */
import { labelOf } from '../k8s/labels.ts'
import type { GridQuery } from './frame.ts'
import { byText, naturalKey } from './naturalKey.ts'
import type { NodeEntry } from './nodeEntry.ts'

export interface NodeGroup {
  /** Stands in the URL. */
  readonly key: string
  readonly values: readonly string[]
  /** The nodes' role; 'worker' where they have several. */
  readonly role: string
  readonly nodes: readonly NodeEntry[]
}

/** Smaller roles aren't divided by zone. */
const smallestDivided = 8

/**
 * @param nodes the nodes to group; their order is kept inside of each group
 * @param all every node of the cluster: filters change nothing about what is divided by zone
 * @returns the groups in their usual order; for 'none' one with the key ''
 */
export function groupNodes(
  nodes: readonly NodeEntry[],
  all: readonly NodeEntry[],
  groupBy: GridQuery['groupBy'],
): readonly NodeGroup[] {
  const valuesOf = groupValues(all, groupBy)
  const members = new Map<string, { values: readonly string[]; nodes: NodeEntry[] }>()
  for (const node of nodes) {
    const values = valuesOf(node)
    const key = values.join(',')
    const group = members.get(key)
    if (group === undefined) members.set(key, { values, nodes: [node] })
    else group.nodes.push(node)
  }
  const isByRole = groupBy === 'role' || groupBy === 'role,zone'
  return [...members]
    .map(([key, group]) => ({ key, role: roleOf(group.nodes), ...group }))
    .sort(byText(({ values }) => (isByRole ? roleKey(values) : labelKey(values))))
}

function groupValues(
  all: readonly NodeEntry[],
  groupBy: GridQuery['groupBy'],
): (node: NodeEntry) => readonly string[] {
  if (groupBy === 'none') return () => []
  if (groupBy === 'role') return ({ reading }) => [reading.role]
  if (groupBy !== 'role,zone') {
    return ({ reading }) => [labelOf(reading.facts.labels, groupBy) ?? '']
  }
  const sizes = new Map<string, number>()
  for (const { reading } of all) sizes.set(reading.role, (sizes.get(reading.role) ?? 0) + 1)
  return ({ reading: { role, zone } }) =>
    zone === undefined || (sizes.get(role) ?? 0) < smallestDivided ? [role] : [role, zone]
}

function roleOf(nodes: readonly NodeEntry[]): string {
  const role = nodes[0]?.reading.role ?? 'worker'
  return nodes.every(({ reading }) => reading.role === role) ? role : 'worker'
}

const firstRoles = ['control-plane', 'master', 'infra']

/** What runs the cluster first, plain workers last. */
function roleKey([role = '', zone = '']: readonly string[]): string {
  const place = firstRoles.indexOf(role)
  const order = place >= 0 ? place : role === 'worker' ? firstRoles.length + 1 : firstRoles.length
  return `${order}${naturalKey(role)}\0${naturalKey(zone)}`
}

/** Nodes without the label last. */
function labelKey([value = '']: readonly string[]): string {
  return value === '' ? '1' : `0${naturalKey(value)}`
}
