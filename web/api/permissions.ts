/** What the user may do, as the API server itself says it (SelfSubjectAccessReview). */
import { queryOptions, useQuery, type QueryFunctionContext } from '@tanstack/react-query'
import { k8sRequest } from './client.ts'
import { fieldOf } from './json.ts'

export interface Access {
  readonly verb: string
  readonly group: string
  readonly resource: string
  /** Without one: in every namespace. */
  readonly namespace?: string
}

export interface Permission {
  /** undefined: not known yet, or not to be found out; then the API server decides when it is tried. */
  readonly allowed: boolean | undefined
  /** The permission as `kubectl auth can-i` takes it: `create daemonsets.apps -n web`. */
  readonly missing: string
}

/** Permissions change seldom, and a write that isn't allowed is refused anyway. */
const staleTime = 5 * 60_000

/** A permission as `kubectl auth can-i` takes it. */
function permissionText({ verb, group, resource, namespace }: Access): string {
  const where = namespace === undefined ? '--all-namespaces' : `-n ${namespace}`
  return `${verb} ${resource}${group === '' ? '' : `.${group}`} ${where}`
}

async function review(access: Access, signal: AbortSignal): Promise<boolean> {
  const answer = await k8sRequest(
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: access },
      },
      changesNothing: true,
      signal,
    },
  )
  return fieldOf(answer, 'status', 'allowed') === true
}

function accessQuery(access: Access) {
  return queryOptions({
    queryKey: ['access', access],
    queryFn: ({ signal }: QueryFunctionContext) => review(access, signal),
    staleTime,
  })
}

/** May the user do this? */
export function useCan(access: Access): Permission {
  const { data } = useQuery(accessQuery(access))
  return { allowed: data, missing: permissionText(access) }
}

const createDaemonSets = { verb: 'create', group: 'apps', resource: 'daemonsets' } as const

/** More namespaces than this aren't asked for one by one. */
const mostReviews = 200

/** Is there a namespace where it is allowed? undefined where there are too many to ask for each. */
async function reviewSomewhere(
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<boolean | null> {
  const asked = namespaces.slice(0, mostReviews)
  for (let from = 0; from < asked.length; from += 8) {
    const batch = asked.slice(from, from + 8)
    const answers = await Promise.all(
      batch.map((namespace) => review({ ...createDaemonSets, namespace }, signal)),
    )
    if (answers.includes(true)) return true
  }
  return namespaces.length > mostReviews ? null : false
}

/**
 * May the user create DaemonSets?
 * @param namespace where; without one: anywhere
 * @param candidates namespaces to ask for, one by one, where the user may not do it in all of them
 */
export function useCanCreateDaemonSets(
  namespace?: string,
  candidates: readonly string[] = [],
): Permission {
  const access = namespace === undefined ? createDaemonSets : { ...createDaemonSets, namespace }
  const direct = useQuery(accessQuery(access))
  const search = namespace === undefined && direct.data === false && candidates.length > 0
  const somewhere = useQuery({
    queryKey: ['access', createDaemonSets, 'anywhere', candidates],
    queryFn: ({ signal }) => reviewSomewhere(candidates, signal),
    enabled: search,
    staleTime,
  })
  const allowed = search ? (somewhere.data ?? undefined) : direct.data
  return { allowed, missing: permissionText(access) }
}
