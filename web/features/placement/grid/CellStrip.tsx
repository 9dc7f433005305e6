import type { ReactNode, Ref } from 'react'
import type { RowColumns } from './rowColumns.ts'

interface CellStripProps {
  readonly columns: RowColumns
  readonly children: ReactNode
  readonly ref?: Ref<HTMLDivElement>
}

/** The part of a row that holds the cells: as wide as all columns, with the drawn ones at their places. */
export function CellStrip({ columns, children, ref }: CellStripProps) {
  const first = Math.max(columns.first, columns.offset)
  return (
    <div
      ref={ref}
      className="en-strip"
      style={{
        inlineSize: `calc(${columns.count} * var(--en-column))`,
        paddingInlineStart: `calc(${first} * var(--en-column))`,
      }}
    >
      {children}
    </div>
  )
}
