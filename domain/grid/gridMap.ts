/** The whole grid in small. */
import { cellBits, type CellCode, cellStates } from './cell.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { GridMap } from './frame.ts'
import type { HeadRow } from './gridLayout.ts'
import type { NumberedLayout } from './gridLayouts.ts'
import type { NodeEntry } from './nodeEntry.ts'

/** A pixel of Pods on nodes that are not ready. */
const mutedPixel = cellStates.length + 1

/** How bad pixels are: the states in their order, what is muted after the problems, nothing last. */
const badness = new Uint8Array(mutedPixel + 1)
for (const state of cellStates) {
  const index = cellStates.indexOf(state)
  badness[index + 1] = cellStates.length + 1 - index
}
badness[mutedPixel] = badness[cellStates.indexOf('terminating') + 1] ?? 0
badness[0] = 0

/** @param height the most pixel rows that are wanted */
export function gridMap(model: ClusterModel, layout: NumberedLayout, height: number): GridMap {
  const { rows, columns, groups } = layout
  const lines = Math.max(0, Math.min(Math.floor(height), rows.length))
  const pixels = new Uint8Array(lines * columns.length)
  for (const [index, row] of rows.entries()) {
    const line = Math.floor((index * lines) / rows.length)
    const target = pixels.subarray(line * columns.length, (line + 1) * columns.length)
    if (row.kind === 'node') drawNode(model, layout, row, target)
    else if (!row.isOpen) drawHead(model, layout, row, target)
  }
  return {
    layout: layout.id,
    height: lines,
    columnCount: columns.length,
    rowCount: rows.length,
    pixels,
    groups: groups
      .filter(({ values }) => values.length > 0)
      .map(({ values, from, to }) => ({ label: values.join(' ').trim(), from, to })),
  }
}

function drawNode(
  model: ClusterModel,
  { columns }: NumberedLayout,
  node: NodeEntry,
  target: Uint8Array,
): void {
  for (let index = 0; index < columns.length; index += 1) {
    const daemonSet = columns[index]
    if (daemonSet !== undefined) worsen(target, index, pixelOf(model.cell(node, daemonSet)))
  }
}

/** A closed group or fold: the worst of all its nodes. */
function drawHead(
  model: ClusterModel,
  layout: NumberedLayout,
  { kind, group }: HeadRow,
  target: Uint8Array,
): void {
  const { nodes, unfolded } = layout.groups[group] ?? { nodes: [], unfolded: 0 }
  for (let at = kind === 'fold' ? unfolded : 0; at < nodes.length; at += 1) {
    const node = nodes[at]
    if (node !== undefined) drawNode(model, layout, node, target)
  }
}

function worsen(target: Uint8Array, at: number, pixel: number): void {
  if ((badness[pixel] ?? 0) > (badness[target[at] ?? 0] ?? 0)) target[at] = pixel
}

const notTargeted = cellStates.indexOf('notTargeted')

function pixelOf(cell: CellCode): number {
  const state = cell & cellBits.state
  if (state === notTargeted || (cell & cellBits.placeholder) !== 0) return 0
  return (cell & cellBits.muted) === 0 ? state + 1 : mutedPixel
}
