import type { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import { groupNodes } from '../../../domain/grid/groupNodes.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'

interface RoleGroup {
  readonly role: string
  /** '' where the role is not divided by zone. */
  readonly zone: string
  readonly entries: readonly NodeEntry[]
  /** Of the entries. */
  readonly names: readonly string[]
}

interface Known {
  readonly version: number
  readonly groups: readonly RoleGroup[]
}

const known = new WeakMap<ClusterModel, Known>()

/** All nodes by role and zone, as the grid has them; the same groups for as long as no row has changed. */
export function roleGroups(model: ClusterModel): readonly RoleGroup[] {
  const { rows: version } = model.versions
  const before = known.get(model)
  if (before?.version === version) return before.groups
  const groups = groupNodes(model.nodes, model.nodes, 'role,zone').map(({ values, nodes }) => {
    const [role = '', zone = ''] = values
    return { role, zone, entries: nodes, names: nodes.map(({ name }) => name) }
  })
  known.set(model, { version, groups })
  return groups
}
