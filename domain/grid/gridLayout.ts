/** Which rows and columns the grid has, and in which order. */
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { GridQuery } from './frame.ts'
import { groupNodes, type NodeGroup } from './groupNodes.ts'
import { keepOrder, type KeptOrder, type Ordered } from './keptOrder.ts'
import type { NodeEntry } from './nodeEntry.ts'
import { columnRank, hasProblem, rowRank, type Scan } from './scanCells.ts'
import { type GridSelection, selectGrid } from './selectGrid.ts'

/** A group's row, or that of its fold. */
export interface HeadRow {
  readonly kind: 'group' | 'fold'
  readonly key: string
  readonly isOpen: boolean
  /** Index in the layout's groups. */
  readonly group: number
}

export interface LayoutGroup extends NodeGroup {
  /** Every node of the group in the grid's order: those outside of the fold, then those in it. */
  readonly nodes: readonly NodeEntry[]
  /** Of these so many stand outside of the fold: all where there is none. */
  readonly unfolded: number
  /** Index of its first row, and of the one after its last. */
  readonly from: number
  readonly to: number
}

export interface GridLayout {
  readonly rows: readonly (NodeEntry | HeadRow)[]
  readonly columns: readonly DaemonSetEntry[]
  readonly groups: readonly LayoutGroup[]
  readonly orderChanged: boolean
  readonly selection: GridSelection
}

/** Groups of fewer nodes aren't folded. */
const smallestFolded = 20

/** @param kept what an earlier layout of this question has fixed; it is added to */
export function layoutGrid(model: ClusterModel, query: GridQuery, kept: KeptOrder): GridLayout {
  const selection = selectGrid(model, query)
  const columns = orderColumns(query, selection, kept)
  const groups = orderGroups(model, query, selection, kept)
  const context = { query, kept, scan: selection.scan, rows: [] }
  const laidOut = groups.items.map((group, index) => layGroup(context, group, index))
  return {
    rows: context.rows,
    columns: columns.items,
    groups: laidOut.map(({ group }) => group),
    orderChanged:
      columns.hasChanged || groups.hasChanged || laidOut.some(({ hasChanged }) => hasChanged),
    selection,
  }
}

function orderColumns(
  { sortColumns }: GridQuery,
  { daemonSets, scan }: GridSelection,
  kept: KeptOrder,
) {
  if (sortColumns !== 'problems') return { items: daemonSets, hasChanged: false }
  const rank = (daemonSet: DaemonSetEntry) => columnRank(scan, daemonSet)
  return keepOrder(daemonSets, kept.daemonSets, (daemonSet) => daemonSet, rank)
}

/** The groups, and in each its nodes in order. */
function orderGroups(
  model: ClusterModel,
  query: GridQuery,
  { nodes, scan }: GridSelection,
  kept: KeptOrder,
) {
  const ordered = orderNodes(query, nodes, scan, kept)
  const groups = groupNodes(ordered.items, model.nodes, query.groupBy)
  if (query.sort !== 'problems' && !kept.isLarge) {
    return { items: groups, hasChanged: ordered.hasChanged }
  }
  const rank =
    query.sort === 'problems'
      ? (group: NodeGroup) => Math.min(...group.nodes.map((node) => rowRank(scan, node)))
      : (group: NodeGroup) => Number(!group.nodes.some((node) => hasProblem(scan, node)))
  const sorted = keepOrder(groups, kept.groups, ({ key }) => key, rank)
  return { items: sorted.items, hasChanged: ordered.hasChanged || sorted.hasChanged }
}

function orderNodes(
  { sort }: GridQuery,
  nodes: readonly NodeEntry[],
  scan: Scan,
  kept: KeptOrder,
): Ordered<NodeEntry> {
  if (sort === 'name') return { items: nodes, hasChanged: false }
  if (sort === 'problems') {
    const rank = (node: NodeEntry) => rowRank(scan, node)
    return keepOrder(nodes, kept.nodes, (node) => node, rank)
  }
  const newestFirst = nodes.toSorted((a, b) => b.reading.created - a.reading.created)
  return { items: newestFirst, hasChanged: false }
}

interface LayContext {
  readonly query: GridQuery
  readonly kept: KeptOrder
  readonly scan: Scan
  /** Added to. */
  readonly rows: (NodeEntry | HeadRow)[]
}

/** Adds the rows of a group. */
function layGroup(context: LayContext, group: NodeGroup, index: number) {
  const { query, kept, rows } = context
  const from = rows.length
  const hasHead = query.groupBy !== 'none'
  const isOpen = !hasHead || kept.isLarge === query.toggled.includes(group.key)
  if (hasHead) rows.push({ kind: 'group', key: group.key, isOpen, group: index })
  if (!isOpen) kept.unfolded.delete(group.key)
  const unfolded = isOpen && hasHead ? unfoldedNodes(context, group) : undefined
  const fold = unfolded === undefined ? undefined : foldGroup(context, group, unfolded, index)
  if (isOpen && fold === undefined) for (const node of group.nodes) rows.push(node)
  const laid = fold ?? { nodes: group.nodes, unfolded: group.nodes.length, hasChanged: false }
  return {
    group: { ...group, nodes: laid.nodes, unfolded: laid.unfolded, from, to: rows.length },
    hasChanged: laid.hasChanged,
  }
}

/**
 * The nodes outside of the group's fold; undefined where it has none. Whether it has one is fixed when it is opened; a
 * node whose problem is new joins those outside, and none goes back in.
 */
function unfoldedNodes(
  { kept, scan }: LayContext,
  { key, nodes }: NodeGroup,
): ReadonlySet<NodeEntry> | undefined {
  const problems = nodes.filter((node) => hasProblem(scan, node))
  if (!kept.unfolded.has(key)) {
    const canFold = kept.isLarge && nodes.length >= smallestFolded
    kept.unfolded.set(key, canFold && problems.length > 0 ? new Set() : undefined)
  }
  const unfolded = kept.unfolded.get(key)
  for (const node of problems) unfolded?.add(node)
  return unfolded
}

function foldGroup(
  { query, rows, scan }: LayContext,
  group: NodeGroup,
  unfolded: ReadonlySet<NodeEntry>,
  index: number,
) {
  const outside = group.nodes.filter((node) => unfolded.has(node))
  const inside = group.nodes.filter((node) => !unfolded.has(node))
  for (const node of outside) rows.push(node)
  if (inside.length > 0) {
    const key = `${group.key}/fold`
    const isOpen = query.toggled.includes(key)
    rows.push({ kind: 'fold', key, isOpen, group: index })
    if (isOpen) for (const node of inside) rows.push(node)
  }
  return {
    nodes: [...outside, ...inside],
    unfolded: outside.length,
    hasChanged: outside.some((node) => !hasProblem(scan, node)),
  }
}
