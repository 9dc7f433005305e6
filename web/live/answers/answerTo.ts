import type { ModelPart } from '../../../domain/grid/modelParts.ts'
import { gridFrame } from '../../../domain/grid/gridFrame.ts'
import { gridMap } from '../../../domain/grid/gridMap.ts'
import type { Answer, Ask, ViewKind } from '../views.ts'
import { cellView } from './cellView.ts'
import { daemonSetsView, daemonSetView } from './daemonSetViews.ts'
import { nodeView } from './nodeView.ts'
import { placementView } from './placementView.ts'
import { rolloutView } from './rolloutView.ts'
import { selectorView } from './selectorView.ts'
import type { Sources } from './sources.ts'
import { vocabularyView } from './vocabularyView.ts'
import { whatIfView } from './whatIfView.ts'

interface Answerer<K extends ViewKind> {
  /** While none of these changes, neither does the answer; undefined: it may change at any time. */
  readonly parts: readonly ModelPart[] | undefined
  readonly answer: (sources: Sources, ask: Ask<K>) => Answer<K>
  /** The largest share of the worker's time that may go into it; undefined: it is not limited. */
  readonly share?: number
}

const cells: readonly ModelPart[] = ['rows', 'daemonSets', 'pods', 'controllerRevisions']

const answerers: { readonly [K in ViewKind]: Answerer<K> } = {
  connection: { parts: undefined, answer: ({ connection }) => connection() },
  grid: {
    parts: cells,
    answer: ({ model, layouts }, { query, window }) => gridFrame(model, layouts.of(query), window),
  },
  map: {
    parts: cells,
    answer: ({ model, layouts }, { query, height }) => gridMap(model, layouts.of(query), height),
  },
  cell: { parts: [...cells, 'nodes'], answer: cellView },
  node: { parts: [...cells, 'nodes'], answer: nodeView },
  daemonSets: { parts: cells, answer: daemonSetsView },
  daemonSet: { parts: cells, answer: daemonSetView },
  placement: {
    parts: ['placement', 'rows', 'room', 'namespaces'],
    answer: placementView,
    share: 0.3,
  },
  selector: {
    parts: ['placement', 'namespaces', 'columns', 'daemonSets', 'pods'],
    answer: selectorView,
  },
  whatIf: { parts: cells, answer: whatIfView },
  rollout: { parts: cells, answer: rolloutView, share: 0.1 },
  vocabulary: { parts: ['placement', 'columns', 'namespaces'], answer: vocabularyView },
}

/** The answer to a view's question, as of now. */
export function answerTo<K extends ViewKind>(sources: Sources, kind: K, ask: Ask<K>): Answer<K> {
  const answerer: Answerer<K> = answerers[kind]
  return answerer.answer(sources, ask)
}

/** A number that rises whenever the answer may have changed; undefined: it may at any time. */
export function versionOf({ model }: Sources, kind: ViewKind): number | undefined {
  return answerers[kind].parts?.reduce((sum, part) => sum + model.versions[part], 0)
}

/** A machine that sleeps makes an answer seem to take hours. */
const longestRestMs = 10_000

/** How long a view is to rest when its answer has taken so long, both in milliseconds. */
export function restAfter(kind: ViewKind, tookMs: number): number {
  const { share } = answerers[kind]
  return share === undefined ? 0 : Math.min(longestRestMs, tookMs * (1 / share - 1))
}
