/** The visible part of the grid. */
import { rolloutProgress, statusCounts } from '../rollout/rolloutProgress.ts'
import { cellBits } from './cell.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { ColumnHead, GridFrame, GridRow, GridWindow } from './frame.ts'
import type { HeadRow } from './gridLayout.ts'
import type { NumberedLayout } from './gridLayouts.ts'
import { addSums, sumRow } from './gridSums.ts'
import { sharedSuffix } from './sharedSuffix.ts'
import type { NodeEntry } from './nodeEntry.ts'

/** @param window what is visible; may reach beyond the grid */
export function gridFrame(
  model: ClusterModel,
  layout: NumberedLayout,
  window: GridWindow,
): GridFrame {
  const shown = clip(window, layout)
  const { selection } = layout
  const rows = layout.rows.slice(shown.firstRow, shown.lastRow)
  const columns = layout.columns.slice(shown.firstColumn, shown.lastColumn)
  return {
    layout: layout.id,
    window: shown,
    rowCount: layout.rows.length,
    columnCount: layout.columns.length,
    groupRows: groupRows(layout),
    rows: rows.map((row, place) => gridRow(model, layout, row, shown.firstRow + place, shown)),
    columns: columns.map((each, place) =>
      columnHead(model, layout, each, shown.firstColumn + place),
    ),
    totals: layout.totals.counts,
    nodes: { shown: selection.nodes.length, all: model.nodes.length },
    daemonSets: { shown: layout.columns.length, all: model.daemonSets.size },
    nameSuffix: sharedSuffix(model.nodes),
    podsKnown: model.podsKnown,
    orderChanged: layout.orderChanged,
    ...(selection.queryError === undefined ? {} : { queryError: selection.queryError }),
  }
}

function clip(window: GridWindow, { rows, columns }: NumberedLayout): GridWindow {
  const within = (index: number, count: number) => Math.max(0, Math.min(count, Math.floor(index)))
  const firstRow = within(window.firstRow, rows.length)
  const firstColumn = within(window.firstColumn, columns.length)
  return {
    firstRow,
    lastRow: Math.max(firstRow, within(window.lastRow, rows.length)),
    firstColumn,
    lastColumn: Math.max(firstColumn, within(window.lastColumn, columns.length)),
  }
}

function groupRows({ rows, groups }: NumberedLayout): readonly number[] {
  return groups.map(({ from }) => from).filter((from) => rows[from]?.kind === 'group')
}

function gridRow(
  model: ClusterModel,
  layout: NumberedLayout,
  row: NodeEntry | HeadRow,
  index: number,
  window: GridWindow,
): GridRow {
  return row.kind === 'node'
    ? nodeRow(model, layout, row, index, window)
    : headRow(layout, row, index, window)
}

function nodeRow(
  model: ClusterModel,
  layout: NumberedLayout,
  node: NodeEntry,
  index: number,
  window: GridWindow,
): GridRow {
  const { uid, name, reading } = node
  const columns = layout.columns.slice(window.firstColumn, window.lastColumn)
  const { ready, desired } = sumRow(model, node, layout.columns)
  return {
    kind: 'node',
    index,
    uid,
    name,
    role: reading.role,
    roles: reading.roles,
    zone: reading.zone,
    notReady: !reading.isReady,
    badges: reading.badges,
    cells: columns.map((daemonSet) => model.cell(node, daemonSet)),
    ready,
    desired,
  }
}

function headRow(layout: NumberedLayout, row: HeadRow, index: number, window: GridWindow): GridRow {
  const sums = layout.headSums(row)
  const { ready, desired } = addSums(sums)
  const group = layout.groups[row.group]
  const nodes = group?.nodes ?? []
  const common = {
    index,
    key: row.key,
    open: row.isOpen,
    cells: sums.slice(window.firstColumn, window.lastColumn),
    ready,
    desired,
  }
  if (row.kind === 'fold') {
    return { kind: 'fold', nodes: nodes.length - (group?.unfolded ?? 0), ...common }
  }
  return {
    kind: 'group',
    values: group?.values ?? [],
    role: group?.role ?? 'worker',
    nodes: nodes.length,
    notReady: nodes.filter(({ reading }) => !reading.isReady).length,
    ...common,
  }
}

function columnHead(
  model: ClusterModel,
  layout: NumberedLayout,
  daemonSet: DaemonSetEntry,
  index: number,
): ColumnHead {
  const { uid, namespace, name, reading } = daemonSet
  const rollout = rolloutOf(model, daemonSet)
  const sum = layout.columnSums[index] ?? addSums([])
  const isAll = layout.selection.nodes.length === model.nodes.length
  return {
    index,
    uid,
    namespace,
    name,
    ...sum,
    lags: isAll && !reading.isDeleting && desiredBy(reading) !== sum.desired,
    ...(rollout === undefined ? {} : { rollout }),
    deleting: reading.isDeleting,
  }
}

function desiredBy({ daemonSet }: DaemonSetEntry['reading']): number {
  return daemonSet.status?.desiredNumberScheduled ?? 0
}

/** The updated part of the desired Pods while old ones are being replaced; undefined otherwise. */
function rolloutOf(model: ClusterModel, entry: DaemonSetEntry): number | undefined {
  const { daemonSet } = entry.reading
  const said = rolloutProgress(daemonSet, statusCounts(daemonSet)).state
  if (said !== 'updating' && said !== 'unobserved') return undefined
  let [desired, updated, outdated] = [0, 0, 0]
  for (const node of model.nodes) {
    const cell = model.cell(node, entry)
    if ((cell & cellBits.targeted) === 0) continue
    desired += 1
    if ((cell & cellBits.outdated) !== 0) outdated += 1
    else if ((cell & cellBits.pods) !== 0) updated += 1
  }
  if (outdated === 0) return undefined
  const { state, fraction } = rolloutProgress(daemonSet, { desired, updated, available: 0 })
  return state === 'updating' || state === 'unobserved' ? fraction : undefined
}
