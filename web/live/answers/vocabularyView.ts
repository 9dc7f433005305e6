import { byText, naturalKey } from '../../../domain/grid/naturalKey.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import type { Taint } from '../../../domain/k8s/objects.ts'
import { printTaint } from '../../../domain/k8s/taints.ts'
import type { VocabularyView } from '../views.ts'
import { daemonSetsInOrder } from './nodeView.ts'
import type { Sources } from './sources.ts'

/** The words that the cluster itself uses, for completion. */
export function vocabularyView({ model }: Pick<Sources, 'model'>): VocabularyView {
  return {
    labels: labelsOf(model.nodes),
    taints: taintsOf(model.nodes),
    namespaces: [...model.namespaces]
      .map(({ metadata, status }) => ({
        name: metadata.name,
        terminating: status?.phase === 'Terminating',
      }))
      .sort(byText(({ name }) => naturalKey(name))),
    daemonSets: daemonSetsInOrder(model.daemonSets).map(({ key }) => key),
  }
}

/** Keys by name; values most frequent first. */
function labelsOf(nodes: readonly NodeEntry[]): VocabularyView['labels'] {
  const keys = new Map<string, Map<string, number>>()
  for (const { reading } of nodes) {
    for (const [key, value] of Object.entries(reading.facts.labels)) {
      const values = keys.get(key) ?? new Map<string, number>()
      if (values.size === 0) keys.set(key, values)
      values.set(value, (values.get(value) ?? 0) + 1)
    }
  }
  return [...keys].sort(byText(([key]) => key)).map(([key, counts]) => {
    const values = [...counts].map(([value, nodes]) => ({ value, nodes, sort: naturalKey(value) }))
    values.sort((a, b) => b.nodes - a.nodes || (a.sort < b.sort ? -1 : 1))
    return {
      key,
      nodes: values.reduce((sum, { nodes }) => sum + nodes, 0),
      values: values.map(({ value, nodes }) => ({ value, nodes })),
    }
  })
}

/** Most frequent first; when a taint was added plays no part. */
function taintsOf(nodes: readonly NodeEntry[]): VocabularyView['taints'] {
  const taints = new Map<string, { readonly taint: Taint; nodes: number }>()
  for (const { reading } of nodes) {
    for (const { timeAdded: _, ...taint } of reading.facts.taints) {
      const key = printTaint(taint)
      const known = taints.get(key)
      if (known === undefined) taints.set(key, { taint, nodes: 1 })
      else known.nodes += 1
    }
  }
  return [...taints.values()].sort((a, b) => b.nodes - a.nodes)
}
