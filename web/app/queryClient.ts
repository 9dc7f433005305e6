import { QueryClient } from '@tanstack/react-query'
import { retryDelayMs, shouldRetry } from '../api/retry.ts'

/** The cache of single objects, permissions and the session. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // 'always': the console's server is often on this very machine, which a browser without a network still reaches.
      queries: { retry: shouldRetry, retryDelay: retryDelayMs, networkMode: 'always' },
      // A write is never repeated by itself: nobody knows whether the first one was carried out.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
