import { queryOptions, useQuery } from '@tanstack/react-query'
import { getJson } from './client.ts'
import { textOf } from './json.ts'

/** Whose console this is; a text is '' where the server doesn't know it. */
export interface Session {
  readonly user: string
  readonly cluster: string
  readonly context: string
  readonly version: string
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

function readSession(json: unknown): Session {
  return {
    user: textOf(json, 'user'),
    cluster: textOf(json, 'cluster'),
    context: textOf(json, 'context'),
    version: textOf(json, 'version'),
  }
}
