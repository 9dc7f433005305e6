/** The strategy of each resource. */
import { configMapStrategy } from './configMaps.ts'
import { controllerRevisionStrategy } from './controllerRevisions.ts'
import { daemonSetStrategy } from './daemonSets.ts'
import { eventStrategy } from './events.ts'
import { leaseStrategy } from './leases.ts'
import { namespaceStrategy } from './namespaces.ts'
import { nodeStrategy } from './nodes.ts'
import { plainStrategy } from './plain.ts'
import { podStrategy } from './pods.ts'
import { priorityClassStrategy } from './priorityClasses.ts'
import { resourceQuotaStrategy } from './resourceQuotas.ts'
import { clusterRoleBindingStrategy, roleBindingStrategy } from './roleBindings.ts'
import { clusterRoleStrategy, roleStrategy } from './roles.ts'
import type { Strategy } from './strategy.ts'

const strategies: ReadonlyMap<string, Strategy> = new Map([
  ['clusterrolebindings', clusterRoleBindingStrategy],
  ['clusterroles', clusterRoleStrategy],
  ['configmaps', configMapStrategy],
  ['controllerrevisions', controllerRevisionStrategy],
  ['daemonsets', daemonSetStrategy],
  ['events', eventStrategy],
  ['leases', leaseStrategy],
  ['namespaces', namespaceStrategy],
  ['nodes', nodeStrategy],
  ['pods', podStrategy],
  ['priorityclasses', priorityClassStrategy],
  ['resourcequotas', resourceQuotaStrategy],
  ['rolebindings', roleBindingStrategy],
  ['roles', roleStrategy],
])

/** @param resource its plural */
export function strategyOf(resource: string): Strategy {
  return strategies.get(resource) ?? plainStrategy
}
