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

/** Starts a cluster and waits until every node runs a Pod of each of `daemonSets` DaemonSets. */
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
  return cluster
}
