import type { GridFrame, GridQuery, GridRow } from '../../../../domain/grid/frame.ts'
import type { CellAddress } from '../../../live/views.ts'
import type { CellNames } from './cellName.ts'
import { DistantGroupRow } from './DistantGroupRow.tsx'
import type { RowRange } from './growRows.ts'
import { isGroupRow, rowTop, type GridGeometry } from './gridGeometry.ts'
import { GroupRow } from './GroupRow.tsx'
import { rowKey, rowOf } from './keepRows.ts'
import type { GridPosition } from './moveInGrid.ts'
import { NodeRow } from './NodeRow.tsx'
import type { RowColumns } from './rowColumns.ts'
import { SkeletonRow } from './SkeletonRow.tsx'

/** What every row needs to be drawn. */
export interface RowContext {
  readonly frame: GridFrame
  readonly query: GridQuery
  readonly geometry: GridGeometry
  readonly columns: RowColumns
  readonly names: CellNames
  readonly active: GridPosition | undefined
  readonly activeId: string
  readonly selected: CellAddress | undefined
  readonly selectedUid: string | undefined
  /** Rows whose cells are drawn already. */
  readonly filled: RowRange
}

interface GridSectionProps extends RowContext {
  /** The section's first row (a group's row, where there are groups), and the first one after it. */
  readonly from: number
  readonly to: number
  /** Rows to draw of it. */
  readonly first: number
  readonly last: number
}

/** A group and its nodes: the group's row sticks under the head while its nodes scroll. */
export function GridSection(props: GridSectionProps) {
  const { geometry, from, to, first, last } = props
  const start = rowTop(geometry, from)
  const hasGroup = isGroupRow(geometry, from)
  const firstNode = Math.max(first, hasGroup ? from + 1 : from)
  const count = Math.max(0, Math.min(last, to) - firstNode)
  return (
    <div
      role="rowgroup"
      className="en-section"
      style={{ insetBlockStart: start, blockSize: rowTop(geometry, to) - start }}
    >
      {hasGroup && <SectionHead {...props} />}
      {Array.from({ length: count }, (_, place) => firstNode + place).map((index) => (
        <SectionRow
          key={keyOf(rowOf(props.frame, index), index)}
          {...props}
          index={index}
          top={rowTop(geometry, index) - start}
        />
      ))}
    </div>
  )
}

function keyOf(row: GridRow | undefined, index: number): string {
  return row === undefined ? `skeleton ${index}` : rowKey(row)
}

function SectionHead({ frame, query, columns, active, activeId, from }: GridSectionProps) {
  const row = rowOf(frame, from)
  const place = {
    columns,
    activeColumn: active?.row === from ? active.column : undefined,
    activeId,
  }
  if (row?.kind === 'group') return <GroupRow row={row} top={undefined} {...place} />
  return <DistantGroupRow index={from} query={query} layout={frame.layout} {...place} />
}

interface SectionRowProps extends RowContext {
  readonly index: number
  readonly top: number
  readonly from: number
}

function SectionRow(props: SectionRowProps) {
  const { frame, columns, index, top, active, activeId } = props
  const isFilled = index >= props.filled.first && index < props.filled.last
  const row = isFilled ? rowOf(frame, index) : undefined
  const activeColumn = active?.row === index ? active.column : undefined
  if (row === undefined) return <SkeletonRow {...{ columns, index, top }} isGroup={false} />
  if (row.kind !== 'node') {
    return <GroupRow {...{ row, columns, top, activeColumn, activeId }} />
  }
  return (
    <NodeRow
      {...{ row, columns, top, activeColumn, activeId }}
      names={props.names}
      suffix={frame.nameSuffix}
      hasZone={!saysZone(props)}
      selectedUid={row.name === props.selected?.node ? props.selectedUid : undefined}
    />
  )
}

/** Does the group's row name the zone? Groups that are far above are large ones, and those are divided by zone. */
function saysZone({ frame, query, from }: SectionRowProps): boolean {
  if (query.groupBy !== 'role,zone') return query.groupBy === 'topology.kubernetes.io/zone'
  const group = rowOf(frame, from)
  return group?.kind !== 'group' || group.values.length > 1
}
