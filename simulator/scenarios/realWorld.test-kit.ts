/** The real control plane as a World; kwok plays the machines. */
import { setTimeout as sleep } from 'node:timers/promises'
import { startCluster } from '../../cluster/start.ts'
import type { Cluster } from '../../cluster/types.ts'
import { loadClusterAccess } from '../../server/upstream/clusterAccess.ts'
import { createUpstream } from '../../server/upstream/createUpstream.ts'
import { type Identity, identities, type NewNode, type World } from './world.test-kit.ts'

export interface RealWorld extends World {
  readonly kubeconfig: string
  readonly stop: () => Promise<void>
}

export async function startRealWorld(): Promise<RealWorld> {
  const cluster = await startCluster({ nodes: 0, enableAdmissionPlugins: ['PodNodeSelector'] })
  await forgetTheBeginning(cluster)
  const connections = new Map(
    identities.map((identity) => [identity, connect(cluster.kubeconfig, identity)] as const),
  )
  return {
    kubeconfig: cluster.kubeconfig,
    forgottenVersion: '1',
    upstreamOf: (identity) => {
      const connection = connections.get(identity)
      if (connection === undefined) throw new Error(`nobody is called ${identity}`)
      return connection.upstream
    },
    pass: sleep,
    now: () => performance.now(),
    addNode: async (name, node) => {
      await cluster.request('admin-cert', 'POST', '/api/v1/nodes', nodeManifest(name, node))
    },
    silence: async (name) => {
      const annotations = { 'everynode.test/ready': 'unknown' }
      await cluster.request('admin-cert', 'PATCH', `/api/v1/nodes/${name}`, {
        metadata: { annotations },
      })
    },
    stop: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()))
      await cluster.stop()
    },
  }
}

function connect(kubeconfig: string, context: Identity): ReturnType<typeof createUpstream> {
  return createUpstream(loadClusterAccess({ kubeconfig, context, env: {}, home: '/' }))
}

/** A watch from the first versions is Expired: the API server's cache begins anew, after etcd's history has gone. */
async function forgetTheBeginning(cluster: Cluster): Promise<void> {
  await cluster.compactEtcd()
  await cluster.killApiServer()
  await cluster.startApiServer()
}

/** All of it is required. */
const noInfo = {
  architecture: '',
  bootID: '',
  containerRuntimeVersion: '',
  kernelVersion: '',
  kubeProxyVersion: '',
  machineID: '',
  operatingSystem: '',
  osImage: '',
  systemUUID: '',
}

function nodeManifest(name: string, { labels, taints = [], allocatable }: NewNode): object {
  const resources = { cpu: '4', memory: '8Gi', pods: '110', ...allocatable }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    spec: { taints },
    status: {
      // kwok serves logs there (cluster/nodes.ts), and gives Pods no IP where the Node has none.
      addresses: [
        { type: 'InternalIP', address: '10.0.0.1' },
        { type: 'InternalDNS', address: 'localhost' },
      ],
      nodeInfo: { ...noInfo, kubeletVersion: 'v1.36.3' },
      capacity: resources,
      allocatable: resources,
    },
  }
}
