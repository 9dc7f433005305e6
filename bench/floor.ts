import { type Agent, request } from 'node:https'
import type { Cluster } from '../cluster/types.ts'
import { adminAgent } from './adminAgent.ts'

const lists = [
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/apis/apps/v1/daemonsets',
  '/apis/apps/v1/controllerrevisions',
  '/api/v1/pods',
]

/** One list as protobuf, thrown away as it comes. @returns bytes */
function download(url: URL, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = { accept: 'application/vnd.kubernetes.protobuf' }
  request(url, { agent, headers }, (answer) => {
    let bytes = 0
    answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
    answer.on('end', () => resolve(bytes))
    answer.on('error', reject)
  })
    .on('error', reject)
    .end()
  return promise
}

/**
 * The floor of every figure: the five lists that the grid needs, downloaded from the API server one after another.
 * @returns milliseconds and bytes
 */
export async function measureFloor(cluster: Cluster): Promise<{ ms: number; bytes: number }> {
  const agent = await adminAgent(cluster)
  const started = performance.now()
  let bytes = 0
  for (const list of lists) {
    bytes += await download(new URL(`${list}?resourceVersion=0`, cluster.url), agent)
  }
  const ms = performance.now() - started
  agent.destroy()
  return { ms, bytes }
}
