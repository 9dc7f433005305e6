import type { PlacementView } from '../../live/views.ts'

export interface DisplayNode {
  readonly name: string
  readonly zone: string
  /** Index of the reason that is checked first; -1: it runs. */
  readonly reason: number
}

export interface DisplayGroup {
  readonly role: string
  /** '' where the group is not divided by zone. */
  readonly zone: string
  readonly runs: number
  readonly nodes: readonly DisplayNode[]
}

/** A role with fewer nodes is not divided by zone, as in the grid. */
const fewestDivided = 8

/** The nodes' groups as they are drawn: a small role's zones in one group. */
export function displayGroups(groups: PlacementView['groups']): readonly DisplayGroup[] {
  const byRole = Map.groupBy(groups, ({ role }) => role)
  return [...byRole.values()].flatMap((ofRole) => {
    const divided = ofRole.map(displayGroup)
    const nodes = divided.flatMap((group) => group.nodes)
    const [first] = divided
    if (first === undefined || nodes.length >= fewestDivided) return divided
    const runs = divided.reduce((sum, group) => sum + group.runs, 0)
    return [{ role: first.role, zone: '', runs, nodes: nodes.sort(compareNames) }]
  })
}

function displayGroup({ role, zone, runs, nodes }: PlacementView['groups'][number]): DisplayGroup {
  return { role, zone, runs, nodes: nodes.map((node) => ({ ...node, zone })) }
}

function compareNames(a: DisplayNode, b: DisplayNode): number {
  return a.name < b.name ? -1 : 1
}
