/** The strategy of each resource. */
import { controllerRevisionStrategy } from './controllerRevisions.ts'
import { daemonSetStrategy } from './daemonSets.ts'
import { eventStrategy } from './events.ts'
import { namespaceStrategy } from './namespaces.ts'
import { nodeStrategy } from './nodes.ts'
import { pathNamedStrategy, plainStrategy } from './plain.ts'
import { podStrategy } from './pods.ts'
import { priorityClassStrategy } from './priorityClasses.ts'
import { resourceQuotaStrategy } from './resourceQuotas.ts'
import { roleBindingStrategy } from './roleBindings.ts'
import type { Strategy } from './strategy.ts'

const strategies: ReadonlyMap<string, Strategy> = new Map([
  ['clusterrolebindings', roleBindingStrategy],
  ['clusterroles', pathNamedStrategy],
  ['controllerrevisions', controllerRevisionStrategy],
  ['daemonsets', daemonSetStrategy],
  ['events', eventStrategy],
  ['namespaces', namespaceStrategy],
  ['nodes', nodeStrategy],
  ['pods', podStrategy],
  ['priorityclasses', priorityClassStrategy],
  ['resourcequotas', resourceQuotaStrategy],
  ['rolebindings', roleBindingStrategy],
  ['roles', pathNamedStrategy],
])

/** @param resource its plural */
export function strategyOf(resource: string): Strategy {
  return strategies.get(resource) ?? plainStrategy
}
