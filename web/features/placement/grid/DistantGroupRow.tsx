import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { useView } from '../../../live/useView.ts'
import { GroupRow } from './GroupRow.tsx'
import type { RowColumns } from './rowColumns.ts'
import { SkeletonRow } from './SkeletonRow.tsx'

interface DistantGroupRowProps {
  readonly index: number
  readonly query: GridQuery
  readonly layout: number
  readonly columns: RowColumns
  readonly activeColumn: number | undefined
  readonly activeId: string
}

/** The row of a group that begins far above the window that the grid has asked for: it asks for that row alone. */
export function DistantGroupRow(props: DistantGroupRowProps) {
  const { index, query, columns, activeColumn, activeId } = props
  const frame = useView('grid', {
    query,
    window: {
      firstRow: index,
      lastRow: index + 1,
      firstColumn: columns.offset,
      lastColumn: columns.offset + columns.heads.length,
    },
  })
  const row = frame?.rows[0]
  const isCurrent = frame?.layout === props.layout && row?.index === index
  if (row?.kind !== 'group' || !isCurrent) {
    return <SkeletonRow columns={columns} index={index} top={undefined} isGroup />
  }
  return (
    <GroupRow
      row={row}
      columns={{ ...columns, heads: frame.columns, offset: frame.window.firstColumn }}
      top={undefined}
      {...{ activeColumn, activeId }}
    />
  )
}
