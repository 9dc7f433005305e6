/** A simulated cluster as a whole: store, registry and everything that acts on its own. */
import { stopAll } from './actor.ts'
import { bootstrap } from './api/authorization/bootstrap.ts'
import type { Identity, SimulatedCluster } from './api/call.ts'
import { createSimulatedUpstream } from './api/simulatedUpstream.ts'
import type { Clock } from './clock.ts'
import { startDaemonSetController } from './controllers/daemonset/startDaemonSetController.ts'
import { startGarbageCollector } from './controllers/garbage/startGarbageCollector.ts'
import { startEventExpiry } from './controllers/startEventExpiry.ts'
import { startNamespaceController } from './controllers/namespace/startNamespaceController.ts'
import { startQuotaController } from './controllers/startQuotaController.ts'
import { startServiceAccountController } from './controllers/startServiceAccountController.ts'
import type { Durations } from './kubelet/durations.ts'
import { podLogs } from './kubelet/logs.ts'
import { startKubelet } from './kubelet/startKubelet.ts'
import { startNodeControllers } from './nodes/startNodeControllers.ts'
import { createRegistry } from './registry/createRegistry.ts'
import type { Flavour } from './registry/registry.ts'
import { startScheduler } from './scheduler/startScheduler.ts'
import { Store } from './store/store.ts'

export interface SimulatedClusterOptions {
  readonly clock: Clock
  /** In [0, 1): for names, uids, and how long things take. */
  readonly random: () => number
  /** kubernetes where none is given. */
  readonly flavour?: Flavour
  /** OpenShift: schedulers.config.openshift.io/cluster's spec.defaultNodeSelector, '' for none. */
  readonly defaultNodeSelector?: string
  /** Kubernetes' admission plugin PodNodeSelector is on, with this selector for namespaces that have none; '' for none. */
  readonly podNodeSelector?: string
  /** How long things take on a node, where not as usual. */
  readonly durations?: Partial<Durations>
  /** How long a node may be silent, in milliseconds. */
  readonly nodeGracePeriod?: number
  /** No events about what goes well: for clusters so large that they would be most of what is stored. */
  readonly isQuiet?: boolean
}

export interface RunningCluster extends SimulatedCluster {
  /** @returns the cluster's API as that user */
  readonly upstreamOf: (identity: Identity) => (request: Request) => Promise<Response>
  /** Ends what acts on its own; the API goes on. */
  readonly stop: () => void
}

/** Starts a cluster that has no nodes yet: nodes/createNode.ts makes them. */
export function createSimulatedCluster(options: SimulatedClusterOptions): RunningCluster {
  const { clock, random, flavour = 'kubernetes', defaultNodeSelector = '' } = options
  const newUid = (): string => uuid(random)
  const store = new Store({ now: clock.now, newUid })
  const registry = createRegistry({ ...options, store, flavour, newUid })
  const logs = podLogs({ store, clock })
  const cluster = { store, registry, clock, random, flavour, defaultNodeSelector, logs }
  const world = { ...options, ...cluster }
  const stops = [
    startDaemonSetController(world),
    startGarbageCollector(world),
    startNamespaceController(world),
    startServiceAccountController(world),
    startNodeControllers(world),
    startScheduler(world),
    startKubelet(world),
    startQuotaController(world),
    startEventExpiry(world),
  ]
  bootstrap(cluster)
  return {
    ...cluster,
    upstreamOf: (identity) => createSimulatedUpstream(cluster, () => identity),
    stop: stopAll(stops),
  }
}

/** RFC 9562, version 4. One text without parts: every object keeps its own. */
function uuid(random: () => number): string {
  const hex = (bits: number, fixed: number): string =>
    (fixed + Math.floor(random() * 2 ** bits)).toString(16)
  const word = (): string => hex(16, 0x1_0000).slice(1)
  const [version, variant] = [hex(12, 0x4000), hex(14, 0x8000)]
  return [word() + word(), word(), version, variant, word() + word() + word()].join('-')
}
