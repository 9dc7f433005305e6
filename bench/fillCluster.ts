import { readFileSync } from 'node:fs'
import { daemonSetsReady } from '../cluster/daemonSets.ts'
import { startCluster } from '../cluster/start.ts'
import type { Cluster } from '../cluster/types.ts'
import { waitFor } from '../cluster/waitFor.ts'

/** A DaemonSet that runs on every node, so that nodes × DaemonSets is the number of Pods. */
function everywhere(name: string): object {
  const labels = { app: name }
  return {
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          tolerations: [{ operator: 'Exists' }],
          containers: [
            { name, image: `example.com/${name}:1.0`, resources: { requests: { cpu: '10m' } } },
          ],
        },
      },
    },
  }
}

/** Processor time that the cluster's processes have taken so far, in seconds (Linux: in ticks of 10 ms). */
function processorTime(cluster: Cluster): number {
  const ticks = Object.values(cluster.pids()).flatMap((pid) => {
    // proc_pid_stat(5): after the name in brackets come the state and further on utime and stime.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return [Number(fields[11]), Number(fields[12])]
  })
  return ticks.reduce((sum, each) => sum + each, 0) / 100
}

/**
 * Waits until the control plane is quiet: what follows the last Pod (statuses, endpoints, garbage), the collection of
 * the garbage of a long answer, and the nodes' heartbeats take it a while, and the measurements' two cores.
 */
export async function untilQuiet(cluster: Cluster, seconds = 1): Promise<void> {
  const isQuiet = async (): Promise<boolean> => {
    const before = processorTime(cluster)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    return processorTime(cluster) - before < 0.25 * seconds
  }
  await waitFor(isQuiet, 'the control plane to be quiet', 5 * 60_000)
}

/** Starts a cluster and waits until every node runs a Pod of each of `daemonSets` DaemonSets, and all is quiet. */
export async function startFilledCluster(nodes: number, daemonSets: number): Promise<Cluster> {
  const cluster = await startCluster({ nodes, onProgress: (line) => console.error(line) })
  for (let index = 0; index < daemonSets; index += 1) {
    const manifest = everywhere(`agent-${String(index).padStart(2, '0')}`)
    await cluster.request(
      'admin-cert',
      'POST',
      '/apis/apps/v1/namespaces/default/daemonsets',
      manifest,
    )
  }
  console.error(`waiting for ${nodes * daemonSets} Pods`)
  const filled = async () => {
    const { settled, ready } = await daemonSetsReady(cluster)
    return settled && ready === nodes * daemonSets
  }
  await waitFor(filled, 'all Pods to be Ready', 15 * 60_000, 2_000)
  await untilQuiet(cluster, 3)
  return cluster
}
