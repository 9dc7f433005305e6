import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { getJson, postJson } from './client.ts'
import { fieldOf, listOf, textOf } from './json.ts'

/** Whose console this is; a text is '' where the server doesn't know it. */
export interface Session {
  readonly user: string
  readonly cluster: string
  readonly context: string
  readonly version: string
  /** Only where the cluster is a simulated one. */
  readonly demo: Demo | undefined
}

export interface Demo {
  /** Whom the console can be used as. */
  readonly identities: readonly string[]
  readonly identity: string
}

const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => readSession(await getJson('/session', signal)),
  staleTime: Infinity,
})

/** Who is signed in, to which cluster. */
export function useSession() {
  return useQuery(sessionQuery)
}

/** Goes on as another of a demo's identities; throws as `k8sAnswer` does. */
export function chooseIdentity(identity: string): Promise<void> {
  return postJson('/demo/identity', { identity })
}

/** Reads everything anew after another identity was chosen: nothing that the one before was allowed survives. */
export async function forgetIdentity(queries: QueryClient): Promise<void> {
  const [session] = sessionQuery.queryKey
  await Promise.all([
    queries.invalidateQueries(sessionQuery),
    queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== session }),
  ])
}

function readSession(json: unknown): Session {
  return {
    user: textOf(json, 'user'),
    cluster: textOf(json, 'cluster'),
    context: textOf(json, 'context'),
    version: textOf(json, 'version'),
    demo: readDemo(fieldOf(json, 'demo')),
  }
}

function readDemo(json: unknown): Demo | undefined {
  if (json === undefined) return undefined
  const identities = listOf(json, 'identities').filter((each) => typeof each === 'string')
  return { identities, identity: textOf(json, 'identity') }
}
