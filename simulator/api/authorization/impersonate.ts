/** kubectl's --as and --as-group (apiserver, pkg/endpoints/filters/impersonation). */
import type { Store } from '../../store/store.ts'
import type { Identity } from '../call.ts'
import { internalError, leftOut } from '../refusals.ts'
import { requireAllowed } from './authorize.ts'

/**
 * Who the request is to be answered as: who sends it, or whom he names in its headers and may act for.
 * @throws ApiError 403
 */
export function impersonated(store: Store, sender: Identity, headers: Headers): Identity {
  const user = headers.get('impersonate-user')
  const groups = readGroups(headers.get('impersonate-group'))
  if ([...headers.keys()].some((name) => /^impersonate-(?:uid$|extra-)/.test(name)))
    throw leftOut('impersonation with a uid or extra fields')
  if (user === null && groups.length === 0) return sender
  if (user === null)
    throw internalError(`requested groups ${groups.join(', ')} without impersonating a user`)
  requireImpersonation(store, sender, 'users', user)
  for (const group of groups) requireImpersonation(store, sender, 'groups', group)
  return { user, groups }
}

function readGroups(header: string | null): readonly string[] {
  return (header ?? '').split(/, ?/).filter((group) => group !== '')
}

function requireImpersonation(
  store: Store,
  sender: Identity,
  resource: string,
  name: string,
): void {
  requireAllowed(store, sender, {
    isResource: true,
    path: '',
    verb: 'impersonate',
    group: '',
    resource,
    subresource: '',
    namespace: '',
    name,
  })
}
