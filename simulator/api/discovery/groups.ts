/** The API groups that are served, by the table of resources. */
import { resources, type Resource } from '../../registry/resources.ts'
import type { SimulatedCluster } from '../call.ts'

export interface ServedGroup {
  readonly group: string
  readonly version: string
  readonly resources: readonly Resource[]
}

export function isServed({ flavour }: Resource, cluster: SimulatedCluster): boolean {
  return flavour === undefined || flavour === cluster.flavour
}

/** In the table's order; each group has one version here. */
export function servedGroups(cluster: SimulatedCluster): readonly ServedGroup[] {
  const served = resources.filter((resource) => isServed(resource, cluster))
  return [...Map.groupBy(served, ({ group }) => group)].map(([group, members]) => ({
    group,
    version: members[0]?.version ?? 'v1',
    resources: members.toSorted((a, b) => (a.plural < b.plural ? -1 : 1)),
  }))
}
