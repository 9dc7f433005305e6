import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './types.ts'

/** The API server as an administrator, and time (milliseconds), for tests that compare the product with a cluster. */
export function adminApi(cluster: Cluster) {
  return {
    ask: (method: string, path: string, body?: unknown, contentType?: string) =>
      cluster.request(
        'admin-cert',
        method,
        path,
        body,
        contentType === undefined ? {} : { contentType },
      ),
    pause: (milliseconds: number) => sleep(milliseconds),
    now: () => performance.now(),
  }
}
