import { cellStates, problemStates, type CellState } from '../../../../domain/grid/cell.ts'
import type { GridMap } from '../../../../domain/grid/frame.ts'
import type { MapLayout } from './mapLayout.ts'

/** Colour of each state, as CSS. */
export type MapColors = ReadonlyMap<CellState, string>

const quietOpacity = 0.3
/** Only Pods of nodes that are not ready: as grey as in the grid. */
const mutedPixel = cellStates.length + 1
/** From this height on rows are told apart by a gap, and Missing is drawn as an outline. */
const rowWithGap = 3

/** Draws the whole matrix: problems opaque, Ready at 30 %, nothing where nothing should run. */
export function drawMap(
  context: CanvasRenderingContext2D,
  map: GridMap,
  layout: MapLayout,
  colors: MapColors,
): void {
  const { rowHeight, columnWidth } = layout
  const gap = rowHeight >= rowWithGap ? 1 : 0
  const columnGap = columnWidth >= rowWithGap ? 1 : 0
  context.clearRect(0, 0, layout.width, layout.height)
  for (const [index, pixel] of map.pixels.entries()) {
    const state = pixel === mutedPixel ? 'terminating' : cellStates[pixel - 1]
    if (state === undefined || state === 'notTargeted') continue
    const x = (index % map.columnCount) * columnWidth
    const y = Math.floor(index / map.columnCount) * rowHeight
    const color = colors.get(state) ?? ''
    context.globalAlpha = state === 'ready' || pixel === mutedPixel ? quietOpacity : 1
    const box = { x, y, width: columnWidth - columnGap, height: rowHeight - gap }
    if (state === 'missing' && gap > 0) strokeBox(context, box, color)
    else fillBox(context, problemStates.includes(state) ? enlarge(box) : box, color)
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A problem in a picture of thousands of rows is still two pixels high. */
function enlarge(box: Box): Box {
  return { ...box, height: Math.max(box.height, 2) }
}

function fillBox(context: CanvasRenderingContext2D, box: Box, color: string) {
  context.fillStyle = color
  context.fillRect(box.x, box.y, box.width, box.height)
}

function strokeBox(context: CanvasRenderingContext2D, box: Box, color: string) {
  context.strokeStyle = color
  context.lineWidth = 1
  context.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
}
