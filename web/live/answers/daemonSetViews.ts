import type { DaemonSetEntry } from '../../../domain/grid/daemonSetEntry.ts'
import { addSums, sumColumns } from '../../../domain/grid/gridSums.ts'
import { statusLag } from '../../../domain/grid/statusLag.ts'
import type { Answer, Ask } from '../views.ts'
import { daemonSetsInOrder } from './nodeView.ts'
import type { Sources } from './sources.ts'

/** Every DaemonSet with its cells by state, over all nodes. */
export function daemonSetsView({ model }: Sources): Answer<'daemonSets'> {
  return withCounts({ model }, daemonSetsInOrder(model.daemonSets))
}

/** One DaemonSet; without counts where there is none of this name. */
export function daemonSetView(
  { model }: Pick<Sources, 'model'>,
  { namespace, name }: Ask<'daemonSet'>,
): Answer<'daemonSet'> {
  const entry = model.daemonSetNamed(namespace, name)
  const [view] = entry === undefined ? [] : withCounts({ model }, [entry])
  return view ?? { daemonSet: undefined, counts: addSums([]).counts, nodesNotReady: 0, lag: [] }
}

function withCounts(
  { model }: Pick<Sources, 'model'>,
  entries: readonly DaemonSetEntry[],
): Answer<'daemonSets'> {
  const sums = sumColumns(model, model.nodes, entries)
  const nodesNotReady = model.nodes.filter(({ reading }) => !reading.isReady).length
  return entries.map((entry, index) => ({
    daemonSet: entry.reading.daemonSet,
    counts: (sums[index] ?? addSums([])).counts,
    nodesNotReady,
    lag: statusLag(model, entry),
  }))
}
