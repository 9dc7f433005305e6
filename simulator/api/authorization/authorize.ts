/** May somebody do something? (kubernetes, plugin/pkg/auth/authorizer/rbac/rbac.go) */
import { ApiError } from '../../registry/apiError.ts'
import { forbidden } from '../../registry/refusals.ts'
import type { Store } from '../../store/store.ts'
import type { Identity } from '../call.ts'
import type { RequestInfo } from '../requestInfo.ts'
import { grantsOf, type PolicyRule } from './rules.ts'

/** What is to be done: to a resource, or to a path that is none. */
export type Attributes = Omit<RequestInfo, 'version'>

export interface Decision {
  readonly allowed: boolean
  readonly reason?: string
}

export function decide(store: Store, identity: Identity, attributes: Attributes): Decision {
  if (identity.groups.includes('system:masters')) return { allowed: true }
  const namespace = attributes.isResource ? attributes.namespace : ''
  for (const { rule, by } of grantsOf(store, identity, namespace))
    if (allows(rule, attributes)) return { allowed: true, reason: `RBAC: allowed by ${by}` }
  return { allowed: false }
}

/** @throws ApiError 403 */
export function requireAllowed(store: Store, identity: Identity, attributes: Attributes): void {
  if (decide(store, identity, attributes).allowed) return
  const { isResource, verb, group, resource, subresource, namespace, name, path } = attributes
  const who = `User ${JSON.stringify(identity.user)} cannot ${verb}`
  if (!isResource)
    throw new ApiError(403, 'Forbidden', `forbidden: ${who} path ${JSON.stringify(path)}`, {})
  const what = subresource === '' ? resource : `${resource}/${subresource}`
  const where =
    namespace === '' ? 'at the cluster scope' : `in the namespace ${JSON.stringify(namespace)}`
  throw forbidden(
    { group, plural: resource },
    name,
    `${who} resource ${JSON.stringify(what)} in API group ${JSON.stringify(group)} ${where}`,
  )
}

/** rbac/v1/evaluation_helpers.go */
function allows(rule: PolicyRule, attributes: Attributes): boolean {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
  const has = (list: readonly string[], value: string): boolean =>
    list.includes('*') || list.includes(value)
  if (!has(verbs, attributes.verb)) return false
  if (!attributes.isResource) return nonResourceURLs.some((url) => isUnder(attributes.path, url))
  const { group, resource, subresource, name } = attributes
  const combined = subresource === '' ? resource : `${resource}/${subresource}`
  return (
    has(apiGroups, group) &&
    (has(resources, combined) || (subresource !== '' && resources.includes(`*/${subresource}`))) &&
    (resourceNames.length === 0 || resourceNames.includes(name))
  )
}

function isUnder(path: string, url: string): boolean {
  return url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)))
}
