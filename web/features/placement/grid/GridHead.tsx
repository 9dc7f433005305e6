import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnHeading } from './ColumnHeading.tsx'
import { drawnColumns, type RowColumns } from './rowColumns.ts'

interface GridHeadProps {
  readonly columns: RowColumns
  readonly suffix: string
  readonly activeColumn: number | undefined
  readonly activeId: string
  readonly selectedUid: string | undefined
}

/** The first row: DaemonSets' names in slanted lanes. It stays on top while the nodes scroll. */
export const GridHead = memo(function GridHead(props: GridHeadProps) {
  const { t } = useTranslation('placement')
  const { columns, suffix } = props
  const idOf = (column: number) => (props.activeColumn === column ? props.activeId : undefined)
  return (
    <div role="rowgroup" className="en-head">
      <div role="row" aria-rowindex={1} className="en-head-row">
        <div role="columnheader" aria-colindex={1} id={idOf(-1)} className="en-corner">
          <span className="en-corner-text">
            <strong>{t('grid.node')}</strong>
            {suffix !== '' && <span>{t('grid.allEndIn', { suffix })}</span>}
          </span>
        </div>
        <div
          role="presentation"
          className="en-head-strip"
          style={{ inlineSize: `calc(${columns.count} * var(--en-column))` }}
        >
          {drawnColumns(columns).map(({ head }) => (
            <ColumnHeading
              key={head.uid}
              head={head}
              columns={columns}
              id={idOf(head.index)}
              isSelected={head.uid === props.selectedUid}
            />
          ))}
        </div>
        <div
          role="columnheader"
          aria-colindex={columns.count + 2}
          id={idOf(columns.count)}
          className="en-ready en-ready-head"
        >
          {t('grid.ready')}
        </div>
      </div>
    </div>
  )
})
