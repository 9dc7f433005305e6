/** The whole console in jsdom: its HTTP border is msw, its worker a fake that says what the test says. */
import { act, render } from '@testing-library/react'
import { http, HttpResponse, type RequestHandler } from 'msw'
import { cellStates } from '../../domain/grid/cell.ts'
import type { DaemonSet, Node, Pod } from '../../domain/k8s/objects.ts'
import { type Freshness, type Resource, resources } from '../../domain/stream/lines.ts'
import { type LiveClient } from '../live/useView.ts'
import type { Answer, Ask, ConnectionView, DaemonSetView, ViewKind } from '../live/views.ts'
import { App } from './App.tsx'
import { makeQueryClient } from './queryClient.ts'

export class FakeLive implements LiveClient {
  reconnects = 0
  readonly #answers = new Map<ViewKind, unknown>()
  readonly #listeners = new Map<ViewKind, Set<(answer: never) => void>>()

  open<K extends ViewKind>(
    kind: K,
    _ask: Ask<K>,
    onAnswer: (answer: Answer<K>) => void,
  ): { ask(next: Ask<K>): void; close(): void } {
    const listeners = this.#listeners.get(kind) ?? new Set()
    this.#listeners.set(kind, listeners)
    listeners.add(onAnswer)
    if (this.#answers.has(kind)) onAnswer(this.#answers.get(kind) as Answer<K>)
    return { ask: () => undefined, close: () => listeners.delete(onAnswer) }
  }

  reconnect(): void {
    this.reconnects += 1
  }

  /** What every open view of this kind gets now, and every later one at once. */
  answer<K extends ViewKind>(kind: K, answer: Answer<K>): void {
    this.#answers.set(kind, answer)
    act(() => {
      for (const listener of this.#listeners.get(kind) ?? []) listener(answer as never)
    })
  }
}

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

/** An admin's session, every permission, and a live stream of an empty cluster: what a test doesn't say otherwise. */
export const usualHandlers: readonly RequestHandler[] = [
  http.get('/session', () =>
    HttpResponse.json({
      user: 'admin',
      cluster: 'prod-tokyo',
      context: 'admin@prod-tokyo',
      version: 'v1.36.3',
    }),
  ),
  accessHandler(() => true),
]

/** Answers SelfSubjectAccessReviews. */
export function accessHandler(
  allows: (access: { readonly verb: string; readonly namespace?: string }) => boolean,
): RequestHandler {
  return http.post('/k8s/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', async (info) => {
    const review = (await info.request.json()) as {
      spec: { resourceAttributes: { verb: string; namespace?: string } }
    }
    return HttpResponse.json({ status: { allowed: allows(review.spec.resourceAttributes) } })
  })
}

/** Opens the console at an address. */
export function openConsole(address: string, live = new FakeLive()): FakeLive {
  history.replaceState(null, '', address)
  render(<App live={live} queries={makeQueryClient()} />)
  return live
}
