import { useView } from '../../live/useView.ts'
import type { VocabularyView } from '../../live/views.ts'

const nothing: VocabularyView = { labels: [], taints: [], namespaces: [], daemonSets: [] }

/** The cluster's own labels, taints, namespaces and DaemonSets; empty until they are known. */
export function useVocabulary(): VocabularyView {
  return useView('vocabulary', {}) ?? nothing
}
