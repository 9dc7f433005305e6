import { type PlannedNode, allocatableOf, planFleet } from './fleet.ts'
import { at, listAt, textAt } from './json.ts'
import { kwokAnnotation } from './kwok.ts'
import type { Request } from './types.ts'
import { forEachAtOnce, waitFor } from './waitFor.ts'

/** How many requests to have under way at the same time: more make the API server no faster. */
export const concurrency = 32

/**
 * Creates n nodes (see planFleet), and waits until all are Ready and rid of the taints that a new
 * node has. Nodes of these names must not exist.
 */
export async function createNodes(cluster: { request: Request }, n: number): Promise<void> {
  const planned = planFleet(n)
  await forEachAtOnce(planned, concurrency, (node) =>
    cluster.request('admin-cert', 'POST', '/api/v1/nodes', manifestOf(node)),
  )
  const names = new Set(planned.map(({ name }) => name))
  await waitFor(
    async () => (await readyNodes(cluster)).filter((name) => names.has(name)).length === n,
    `${n} nodes to become Ready`,
    120_000 + n * 100,
  )
}

/** The names of the nodes that are Ready and have no taint that Kubernetes set by itself. */
async function readyNodes({ request }: { request: Request }): Promise<readonly string[]> {
  const nodes = await request('admin-cert', 'GET', '/api/v1/nodes?resourceVersion=0')
  return listAt(nodes, 'items')
    .filter((node) => {
      const conditions = listAt(node, 'status', 'conditions')
      const ready = conditions.find((condition) => textAt(condition, 'type') === 'Ready')
      const taints = listAt(node, 'spec', 'taints').map((taint) => textAt(taint, 'key'))
      const own = taints.some((key) => key.startsWith('node.kubernetes.io/'))
      return at(ready, 'status') === 'True' && !own
    })
    .map((node) => textAt(node, 'metadata', 'name'))
}

function manifestOf(node: PlannedNode): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, labels: node.labels, annotations: kwokAnnotation },
    spec: {
      taints: node.taints,
      podCIDR: node.podCIDR,
      podCIDRs: [node.podCIDR],
      providerID: `kwok://${node.name}`,
    },
    // A node's status may be given when it is created; kwok adds conditions and its own port.
    status: {
      addresses: [
        { type: 'InternalIP', address: node.internalIP },
        { type: 'Hostname', address: node.name },
        // Where kube-apiserver really finds kwok, which serves logs (see commands.ts).
        { type: 'InternalDNS', address: 'localhost' },
      ],
      capacity: node.capacity,
      allocatable: allocatableOf(node),
      nodeInfo: nodeInfoOf(node),
    },
  }
}

function nodeInfoOf(node: PlannedNode): Readonly<Record<string, string>> {
  const id = String(node.index).padStart(12, '0')
  return {
    architecture: node.arch,
    operatingSystem: 'linux',
    osImage: 'Debian GNU/Linux 13 (trixie)',
    kernelVersion: '6.12.41-amd64'.replace('amd64', node.arch),
    containerRuntimeVersion: 'containerd://2.1.4',
    kubeletVersion: 'v1.36.3',
    kubeProxyVersion: '',
    machineID: `00000000-0000-4000-8000-${id}`,
    systemUUID: `00000000-0000-4000-8000-${id}`,
    bootID: `00000000-0000-4000-8000-${id}`,
  }
}
