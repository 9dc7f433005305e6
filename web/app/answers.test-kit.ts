/** What the worker could answer, for tests: a small cluster where all is live but for what a test says. */
import { cellStates } from '../../domain/grid/cell.ts'
import type { DaemonSet, Node, Pod } from '../../domain/k8s/objects.ts'
import { type Freshness, type Resource, resources } from '../../domain/stream/lines.ts'
import type { ConnectionView, DaemonSetView } from '../live/views.ts'

export const now = Date.UTC(2026, 6, 1, 9, 41, 12)

export function freshness(state: Freshness['state'], more: Partial<Freshness> = {}): Freshness {
  return { state, asOf: state === 'loading' ? 0 : now, since: now, ...more }
}

/** A connection where everything is live but for what is given. */
export function connection(
  differing: Partial<Record<Resource, Freshness>> = {},
  state: ConnectionView['state'] = 'live',
): ConnectionView {
  const all = resources.map((resource) => [
    resource,
    { ...(differing[resource] ?? freshness('live')), count: 0 },
  ])
  return {
    state,
    lastHeard: now,
    resources: Object.fromEntries(all) as ConnectionView['resources'],
  }
}

export function counts(some: Partial<DaemonSetView['counts']> = {}): DaemonSetView['counts'] {
  const none = Object.fromEntries(cellStates.map((state) => [state, 0]))
  return { ...none, outdated: 0, ...some } as DaemonSetView['counts']
}

export function daemonSet(name = 'agent', uid = 'uid-1', namespace = 'web'): DaemonSet {
  return {
    metadata: { name, namespace, uid, creationTimestamp: '2026-06-30T09:41:12Z', generation: 1 },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          nodeSelector: { disk: 'ssd' },
          tolerations: [{ operator: 'Exists' }],
          containers: [{ name: 'main', image: 'registry.example/agent:1' }],
        },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
    },
    status: { observedGeneration: 1, desiredNumberScheduled: 3, numberReady: 2 },
  }
}

export function node(name = 'worker-a'): Node {
  return {
    metadata: {
      name,
      uid: `uid-${name}`,
      creationTimestamp: '2026-06-01T09:41:12Z',
      labels: { 'node-role.kubernetes.io/worker': '', 'topology.kubernetes.io/zone': 'tokyo-a' },
    },
    spec: { taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] },
    status: {
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-06-01T09:42:12Z' }],
      addresses: [{ type: 'InternalIP', address: '10.0.0.7' }],
      nodeInfo: { kubeletVersion: 'v1.36.3', operatingSystem: 'linux', architecture: 'amd64' },
    },
  }
}

export function pod(name: string, more: Partial<Pod> = {}): Pod {
  return {
    uid: `uid-${name}`,
    namespace: 'web',
    name,
    created: now / 1000 - 3600,
    node: 'worker-a',
    phase: 'Running',
    ready: true,
    hostIP: '10.0.0.7',
    podIP: '10.128.0.9',
    restarts: 0,
    ...more,
  }
}
