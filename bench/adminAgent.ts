import { readFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import path from 'node:path'
import type { Cluster } from '../cluster/types.ts'

/** Connections to the API server with the administrator's certificate; the caller destroys it. */
export async function adminAgent({ dir, caFile }: Cluster): Promise<Agent> {
  const certs = path.join(dir, 'certs')
  return new Agent({
    keepAlive: true,
    ca: await readFile(caFile),
    cert: await readFile(path.join(certs, 'admin.crt')),
    key: await readFile(path.join(certs, 'admin.key')),
  })
}
