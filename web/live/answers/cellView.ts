import { decodeCell } from '../../../domain/grid/cell.ts'
import { type CellPlace, cellSiblings, placeInGrid } from '../../../domain/grid/cellSiblings.ts'
import { projectSelectorFix } from '../../../domain/placement/projectSelectorFix.ts'
import {
  type Target,
  targetProjectReason,
  targetVerdict,
} from '../../../domain/placement/target.ts'
import type { NodeFacts } from '../../../domain/placement/verdict.ts'
import { cellRoom } from './cellRoom.ts'
import type { Ask, CellAddress, CellView } from '../views.ts'
import type { Sources } from './sources.ts'

/** One cell, with everything that its panel says. */
export function cellView({ model, layouts }: Sources, { query, cell }: Ask<'cell'>): CellView {
  const node = model.nodeNamed(cell.node)
  const daemonSet = model.daemonSetNamed(cell.namespace, cell.name)
  if (node === undefined || daemonSet === undefined) {
    return { ...nowhere, node: node?.reading.node, daemonSet: daemonSet?.reading.daemonSet }
  }
  const { state, outdated, placeholder } = decodeCell(model.cell(node, daemonSet))
  const layout = layouts.of(query)
  const place = placeInGrid(layout, { node, daemonSet })
  const siblings = cellSiblings(model, layout, { node, daemonSet })
  const judged = targetVerdict(daemonSet.target, node.reading.facts)
  return {
    found: true,
    node: node.reading.node,
    daemonSet: daemonSet.reading.daemonSet,
    state,
    outdated,
    placeholder,
    awaited: daemonSet.awaited.has(node),
    verdict: judged,
    project: projectOf(daemonSet.target, node.reading.facts, cell),
    pods: model.podsOf(node, daemonSet),
    ...cellRoom(model, node, daemonSet, judged.shouldRun),
    currentRevision: daemonSet.currentHash,
    siblings: {
      ...siblings,
      previous: addressOf(siblings.previous),
      next: addressOf(siblings.next),
    },
    ...(place === undefined ? {} : { place }),
  }
}

const nowhere: CellView = {
  found: false,
  node: undefined,
  daemonSet: undefined,
  state: 'notTargeted',
  outdated: false,
  placeholder: false,
  awaited: false,
  verdict: undefined,
  project: undefined,
  pods: [],
  shortages: [],
  pressure: [],
  currentRevision: undefined,
  siblings: { position: 0, of: 0, previous: undefined, next: undefined },
}

function projectOf(target: Target, node: NodeFacts, cell: CellAddress): CellView['project'] {
  const reason = targetProjectReason(target, node)
  if (target.project === undefined || reason === undefined) return undefined
  return { reason, fixes: projectSelectorFix(target.project, cell) }
}

function addressOf(place: CellPlace | undefined): CellAddress | undefined {
  if (place === undefined) return undefined
  const { namespace, name } = place.daemonSet
  return { namespace, name, node: place.node.name }
}
