/** A simulated cluster as a World, whose time passes only where a scenario waits. */
import { type Clock, SteppedClock } from '../clock.ts'
import { readyAnnotation } from '../nodes/silence.ts'
import { createNode } from '../nodes/createNode.ts'
import {
  createSimulatedCluster,
  type RunningCluster,
  type SimulatedClusterOptions,
} from '../simulatedCluster.ts'
import { Client } from './client.test-kit.ts'
import { done } from './stage.test-kit.ts'
import type { Identity, World } from './world.test-kit.ts'

const masters = { user: 'admin-cert', groups: ['system:masters'] }

export interface SimulatedWorld extends World {
  readonly cluster: RunningCluster
}

/** As whom the API server knows them. */
export function identityOf(user: Identity): { user: string; groups: readonly string[] } {
  return { user, groups: ['system:authenticated'] }
}

interface Time {
  readonly clock: Clock
  readonly pass: (milliseconds: number) => Promise<void>
}

type Options = Partial<Pick<SimulatedClusterOptions, 'flavour' | 'durations'>> & {
  readonly time?: Time
}

/** Starts one with the users of cluster/rbac.ts. */
export async function startSimulatedWorld(options: Options = {}): Promise<SimulatedWorld> {
  const { time = steppedTime(), ...own } = options
  const { clock, pass } = time
  const cluster = createSimulatedCluster({
    ...own,
    clock,
    random: randomFrom(1),
    podNodeSelector: '',
    // A silent node is noticed at once, as kwok does it.
    nodeGracePeriod: 1000,
  })
  const admin = new Client(cluster.upstreamOf(masters))
  await grantRights(admin)
  // So that others than the scenario's nodes are there, as on a real cluster.
  for (const name of ['other-0', 'other-1']) createNode(cluster.registry, { name })
  cluster.store.compact()
  return {
    cluster,
    upstreamOf: (user) => cluster.upstreamOf(identityOf(user)),
    forgottenVersion: '1',
    pass,
    now: clock.now,
    addNode: async (name, { labels = {}, taints, allocatable }) => {
      const capacity = { cpu: '4', memory: '8Gi', pods: '110', ...allocatable }
      createNode(cluster.registry, { name, labels, capacity })
      if (taints !== undefined) {
        done(await admin.patch(`/api/v1/nodes/${name}`, { spec: { taints } }))
      }
    },
    silence: async (name) => {
      const annotations = { [readyAnnotation]: 'unknown' }
      done(await admin.patch(`/api/v1/nodes/${name}`, { metadata: { annotations } }))
    },
  }
}

function steppedTime(): Time {
  const clock = new SteppedClock()
  return {
    clock,
    pass: async (milliseconds) => {
      clock.step(milliseconds)
      await streamsHaveFlowed()
    },
  }
}

/** The bindings of cluster/rbac.ts. */
async function grantRights(admin: Client): Promise<void> {
  const group = 'rbac.authorization.k8s.io'
  const api = `/apis/${group}/v1`
  const rules = [
    { apiGroups: [''], resources: ['nodes', 'namespaces'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: ['apps'], resources: ['controllerrevisions'], verbs: ['get', 'list', 'watch'] },
  ]
  done(await admin.post(`${api}/clusterroles`, { metadata: { name: 'read-nodes' }, rules }))
  const bindings = [
    ['admin', 'cluster-admin'],
    ['editor', 'edit'],
    ['viewer', 'view'],
    ['editor', 'read-nodes'],
    ['viewer', 'read-nodes'],
  ] as const
  for (const [user, role] of bindings) {
    done(
      await admin.post(`${api}/clusterrolebindings`, {
        metadata: { name: `${user}-${role}` },
        roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
        subjects: [{ apiGroup: group, kind: 'User', name: user }],
      }),
    )
  }
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Streams hand on in microtasks: all have done so before the next task. */
function streamsHaveFlowed(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage('')
  })
}
