import { decodeCell } from '../../../domain/grid/cell.ts'
import type { DaemonSetEntry } from '../../../domain/grid/daemonSetEntry.ts'
import { byText } from '../../../domain/grid/naturalKey.ts'
import { targetReasons } from '../../../domain/placement/target.ts'
import type { Ask, NodeView } from '../views.ts'
import type { Sources } from './sources.ts'

/** One node: what runs or should run on it, and what should not. */
export function nodeView({ model }: Sources, { name }: Ask<'node'>): NodeView {
  const node = model.nodeNamed(name)
  const { podsKnown } = model
  if (node === undefined) return { node: undefined, podsKnown, here: [], notHere: [] }
  const cells = daemonSetsInOrder(model.daemonSets).map((daemonSet) => ({
    daemonSet,
    cell: decodeCell(model.cell(node, daemonSet)),
  }))
  const isHere = ({ cell }: (typeof cells)[number]) => cell.targeted || cell.pods > 0
  return {
    node: node.reading.node,
    podsKnown,
    here: cells.filter(isHere).map(({ daemonSet, cell }) => ({
      namespace: daemonSet.namespace,
      name: daemonSet.name,
      state: cell.state,
      outdated: cell.outdated,
      pods: model.podsOf(node, daemonSet),
    })),
    notHere: cells
      .filter((each) => !isHere(each))
      .map(({ daemonSet: { namespace, name, target } }) => ({
        namespace,
        name,
        reasons: targetReasons(target, node.reading.facts),
      })),
  }
}

/** By namespace, then by name. */
export function daemonSetsInOrder(daemonSets: Iterable<DaemonSetEntry>): readonly DaemonSetEntry[] {
  return [...daemonSets].sort(byText(({ namespaceKey }) => namespaceKey))
}
