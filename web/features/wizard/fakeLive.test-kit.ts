/** A worker that answers at once, from a few nodes, by the real rules. */
import type { DaemonSet, Labels, Taint } from '../../../domain/k8s/objects.ts'
import { placementVerdict } from '../../../domain/placement/placementVerdict.ts'
import type { NodeFacts, PlacementSpec, Reason } from '../../../domain/placement/verdict.ts'
import type { LiveClient } from '../../live/useView.ts'
import type {
  Answer,
  Ask,
  ConnectionView,
  PlacementView,
  ViewKind,
  VocabularyView,
} from '../../live/views.ts'

export interface FakeCluster {
  readonly nodes: readonly NodeFacts[]
  readonly namespaces: readonly string[]
  readonly daemonSets: readonly DaemonSet[]
  readonly connection: ConnectionView['state']
}

/** A node as the rules see it. */
export function fakeNode(name: string, labels: Labels = {}, taints: readonly Taint[] = []) {
  return { name, labels: { 'kubernetes.io/hostname': name, ...labels }, taints }
}

/** A LiveClient over a cluster that a test can change: every open view is answered anew. */
export function fakeLive(first: Partial<FakeCluster>) {
  let cluster: FakeCluster = {
    nodes: [],
    namespaces: [],
    daemonSets: [],
    connection: 'live',
    ...first,
  }
  const answerers = new Set<() => void>()
  const client: LiveClient = {
    open<K extends ViewKind>(kind: K, ask: Ask<K>, onAnswer: (answer: Answer<K>) => void) {
      let asked = ask
      const answer = () => onAnswer(answerTo(cluster, kind, asked))
      answerers.add(answer)
      queueMicrotask(answer)
      return {
        ask(next) {
          asked = next
          queueMicrotask(answer)
        },
        close: () => void answerers.delete(answer),
      }
    },
    reconnect: () => undefined,
  }
  const change = (patch: Partial<FakeCluster>) => {
    cluster = { ...cluster, ...patch }
    for (const answer of answerers) answer()
  }
  return { client, change }
}

type Answers = { readonly [K in ViewKind]?: (cluster: FakeCluster, ask: Ask<K>) => Answer<K> }

const counts = { ready: 0, starting: 0, pending: 0, failing: 0, missing: 0, terminating: 0 }
const noCounts = { ...counts, misscheduled: 0, notTargeted: 0, outdated: 0 }

const answers: Answers = {
  placement: ({ nodes }, { spec }) => placementView(nodes, spec),
  vocabulary: vocabularyView,
  connection: connectionView,
  daemonSets: ({ daemonSets }) => daemonSets.map((daemonSet) => ({ daemonSet, counts: noCounts })),
  daemonSet: ({ daemonSets }, { namespace, name }) => ({
    daemonSet: daemonSets.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
    ),
    counts: noCounts,
  }),
}

function answerTo<K extends ViewKind>(cluster: FakeCluster, kind: K, ask: Ask<K>): Answer<K> {
  const answer: Answers[K] = answers[kind]
  if (answer === undefined) throw new Error(`the fake worker has no view ${kind}`)
  return answer(cluster, ask)
}

function connectionView({ connection, nodes }: FakeCluster): ConnectionView {
  const asOf = Date.UTC(2026, 0, 1)
  const state = connection === 'live' ? 'live' : 'stale'
  const freshness = { state, asOf, since: asOf, count: nodes.length } as const
  return {
    state: connection,
    lastHeard: asOf,
    resources: {
      nodes: freshness,
      daemonsets: freshness,
      pods: freshness,
      controllerrevisions: freshness,
      namespaces: freshness,
    },
  }
}

/** The worker's answer to 'placement', made from the verdicts. */
export function placementView(nodes: readonly NodeFacts[], spec: PlacementSpec): PlacementView {
  const reasons = new Map<string, { reason: Reason; nodes: number }>()
  const groups = new Map<string, { role: string; zone: string; runs: number; nodes: object[] }>()
  let runs = 0
  for (const node of nodes) {
    const verdict = placementVerdict(spec, node)
    for (const reason of verdict.reasons) {
      const key = JSON.stringify(reason)
      reasons.set(key, { reason, nodes: (reasons.get(key)?.nodes ?? 0) + 1 })
    }
    if (verdict.shouldRun) runs += 1
    const role = roleOf(node)
    const zone = node.labels['topology.kubernetes.io/zone'] ?? ''
    const group = groups.get(`${role} ${zone}`) ?? { role, zone, runs: 0, nodes: [] }
    groups.set(`${role} ${zone}`, group)
    group.runs += verdict.shouldRun ? 1 : 0
    group.nodes.push({ name: node.name, reason: JSON.stringify(verdict.reasons[0]) })
  }
  const sorted = [...reasons].sort(([, a], [, b]) => b.nodes - a.nodes)
  const place = new Map(sorted.map(([key], index) => [key, index]))
  const indexed = [...groups.values()].map((group) => ({
    ...group,
    nodes: group.nodes.map((node: { name?: string; reason?: string }) => ({
      name: node.name ?? '',
      reason: place.get(node.reason ?? '') ?? -1,
    })),
  }))
  return { total: nodes.length, runs, reasons: sorted.map(([, each]) => each), groups: indexed }
}

function roleOf(node: NodeFacts): string {
  const prefix = 'node-role.kubernetes.io/'
  const key = Object.keys(node.labels).find((label) => label.startsWith(prefix))
  return key?.slice(prefix.length) ?? 'worker'
}

function vocabularyView(cluster: FakeCluster): VocabularyView {
  const labels = new Map<string, Map<string, number>>()
  const taints = new Map<string, { taint: Taint; nodes: number }>()
  for (const node of cluster.nodes) {
    for (const [key, value] of Object.entries(node.labels)) {
      const values = labels.get(key) ?? new Map<string, number>()
      labels.set(key, values.set(value, (values.get(value) ?? 0) + 1))
    }
    for (const taint of node.taints) {
      const key = JSON.stringify(taint)
      taints.set(key, { taint, nodes: (taints.get(key)?.nodes ?? 0) + 1 })
    }
  }
  return {
    labels: [...labels].map(([key, values]) => ({
      key,
      nodes: [...values.values()].reduce((sum, count) => sum + count, 0),
      values: [...values].map(([value, nodes]) => ({ value, nodes })),
    })),
    taints: [...taints.values()],
    namespaces: cluster.namespaces.map((name) => ({ name, terminating: false })),
    daemonSets: cluster.daemonSets.map(
      ({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`,
    ),
  }
}
