import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'

import { type Place, heartbeatOf } from './commands.ts'
import type { ClusterOptions } from './types.ts'

/** Nodes with this annotation are kwok's; one without it never gets a heartbeat. */
export const kwokAnnotation = { 'kwok.x-k8s.io/node': 'fake' } as const

/** Writes kwok's configuration, and the log that every container shows. */
export async function writeKwokConfig(place: Place, options: ClusterOptions): Promise<void> {
  const podLog = podLogFile(place.dir)
  const stages = await readFile(join(import.meta.dirname, 'kwok-stages.yaml'), 'utf8')
  const documents = [stringify(configuration(place, options)), stringify(logs(podLog)), stages]
  await writeFile(join(place.dir, 'kwok.yaml'), documents.join('---\n'))
  await writeFile(podLog, exampleLog)
}

/** The log of every container of a cluster in this folder. */
export function podLogFile(dir: string): string {
  return join(dir, 'pods.log')
}

function configuration({ dir, ports }: Place, options: ClusterOptions): unknown {
  const [annotation] = Object.entries(kwokAnnotation).map((pair) => pair.join('='))
  return {
    apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
    kind: 'KwokConfiguration',
    metadata: { name: 'kwok' },
    options: {
      manageNodesWithAnnotationSelector: annotation,
      // For nodes without a podCIDR of their own, which nodes.ts gives: beyond those ranges.
      cidr: '10.192.0.0/10',
      enableDebuggingHandlers: true,
      enableProfilingHandler: false,
      serverAddress: `127.0.0.1:${ports.kwok}`,
      nodePort: ports.kwok,
      tlsCertFile: join(dir, 'certs', 'server.crt'),
      tlsPrivateKeyFile: join(dir, 'certs', 'server.key'),
      // Each is one request that waits for an answer; kwok's default is 4.
      podPlayStageParallelism: 32,
      nodePlayStageParallelism: 16,
      nodeLeaseParallelism: 16,
      nodeLeaseDurationSeconds: heartbeatOf(options).leaseSeconds,
    },
  }
}

function logs(logsFile: string): unknown {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterLogs',
    metadata: { name: 'all' },
    spec: { logs: [{ logsFile, previousLogsFile: logsFile, follow: true }] },
  }
}

/** In the format of the container runtimes: time, stream, whole line (F) or part (P), text. */
const exampleLog = [
  '2026-01-01T00:00:00.000000000Z stdout F starting',
  '2026-01-01T00:00:00.120000000Z stdout F connected to the API server',
  '2026-01-01T00:00:01.500000000Z stderr F warning: no configuration given, using defaults',
  '2026-01-01T00:00:02.000000000Z stdout F ready',
  '',
].join('\n')
