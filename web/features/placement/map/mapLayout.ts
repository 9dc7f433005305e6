import type { GridMap } from '../../../../domain/grid/frame.ts'

const tallestRow = 5
const widestColumn = 14
const shortestLabel = 14

export interface MapLayout {
  /** Size of the picture in pixels of the page. */
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  readonly columnWidth: number
}

/** How large the map is drawn in the room that there is: at most 5 pixels a row and 14 a column. */
export function mapLayout(
  map: Pick<GridMap, 'height' | 'columnCount'>,
  room: { readonly width: number; readonly height: number },
): MapLayout {
  const rowHeight = Math.min(tallestRow, room.height / Math.max(map.height, 1))
  const columnWidth = Math.min(widestColumn, room.width / Math.max(map.columnCount, 1))
  return {
    width: columnWidth * map.columnCount,
    height: rowHeight * map.height,
    rowHeight,
    columnWidth,
  }
}

export interface MapLabel {
  readonly label: string
  readonly top: number
}

/** The groups' names beside the map, at the middle of their rows; those that would overlap the one above are left out. */
export function mapLabels(map: GridMap, { height }: MapLayout): readonly MapLabel[] {
  const labels: MapLabel[] = []
  for (const { label, from, to } of map.groups) {
    const top = ((from + to) / 2 / Math.max(map.rowCount, 1)) * height
    const last = labels.at(-1)
    if (last === undefined || top - last.top >= shortestLabel) labels.push({ label, top })
  }
  return labels
}
