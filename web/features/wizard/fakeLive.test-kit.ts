/** The worker's answers without a worker and without a stream: a test puts the cluster's objects in by hand. */
import { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import { GridLayouts } from '../../../domain/grid/gridLayouts.ts'
import type { DaemonSet, Labels, Node, Pod, Taint } from '../../../domain/k8s/objects.ts'
import { noProjectRules, type ProjectRules } from '../../../domain/placement/target.ts'
import type { PlacementSpec } from '../../../domain/placement/verdict.ts'
import { answerTo } from '../../live/answers/answerTo.ts'
import type { LiveClient } from '../../live/useView.ts'
import type { Answer, Ask, ConnectionView, PlacementView, ViewKind } from '../../live/views.ts'

interface FakeCluster {
  readonly nodes: readonly Node[]
  readonly namespaces: readonly string[]
  /** Of every namespace. */
  readonly annotations: Labels
  readonly daemonSets: readonly DaemonSet[]
  readonly pods: readonly Pod[]
  readonly connection: ConnectionView['state']
  readonly rules: ProjectRules
}

const empty: FakeCluster = {
  nodes: [],
  namespaces: [],
  annotations: {},
  daemonSets: [],
  pods: [],
  connection: 'live',
  rules: noProjectRules,
}

/** A node as far as placement looks at it. */
export function fakeNode(name: string, labels: Labels = {}, taints: readonly Taint[] = []): Node {
  const all = { 'kubernetes.io/hostname': name, ...labels }
  const status = { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } }
  return { metadata: { name, uid: name, labels: all }, spec: { taints }, status }
}

/** A LiveClient over a cluster that a test can change: then every open view is answered anew. */
export function fakeLive(first: Partial<FakeCluster>) {
  let cluster = { ...empty, ...first }
  const answerers = new Set<() => void>()
  const client: LiveClient = {
    open<K extends ViewKind>(kind: K, ask: Ask<K>, onAnswer: (answer: Answer<K>) => void) {
      let asked = ask
      const answer = () => onAnswer(answerTo(sourcesOf(cluster), kind, asked))
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
    setProjectRules: (rules) => change({ rules }),
  }
  const change = (patch: Partial<FakeCluster>) => {
    cluster = { ...cluster, ...patch }
    for (const answer of answerers) answer()
  }
  return { client, change }
}

/** The worker's answer to where a template's Pods would run on these nodes. */
export function placementOn(nodes: readonly Node[], spec: PlacementSpec): PlacementView {
  return answerTo(sourcesOf({ ...empty, nodes }), 'placement', { spec })
}

function sourcesOf(cluster: FakeCluster) {
  const model = new ClusterModel()
  model.setProjectRules(cluster.rules)
  model.replaceNodes(cluster.nodes)
  model.replaceDaemonSets(cluster.daemonSets)
  model.replacePods(cluster.pods)
  const { annotations, namespaces } = cluster
  model.replaceNamespaces(
    namespaces.map((name) => ({ metadata: { name, uid: name, annotations } })),
  )
  const connection = () => connectionView(cluster)
  return { model, layouts: new GridLayouts(model), connection, now: () => 0 }
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
