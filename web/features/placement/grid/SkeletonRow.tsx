import { useTranslation } from 'react-i18next'
import { CellStrip } from './CellStrip.tsx'
import type { RowColumns } from './rowColumns.ts'

interface SkeletonRowProps {
  readonly columns: RowColumns
  readonly index: number
  readonly top: number | undefined
  readonly isGroup: boolean
}

/** The shape of a row whose contents are on their way. */
export function SkeletonRow({ columns, index, top, isGroup }: SkeletonRowProps) {
  const { t } = useTranslation('states')
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      className={isGroup ? 'en-row en-row-group' : 'en-row'}
      style={top === undefined ? undefined : { insetBlockStart: top }}
    >
      <div role="rowheader" aria-colindex={1} aria-label={t('loading')} className="en-row-head">
        <span className="en-skeleton-name" />
      </div>
      <CellStrip columns={columns}>
        <div
          role="presentation"
          className="en-skeleton-cells"
          style={{ inlineSize: `calc(${columns.last - columns.first} * var(--en-column))` }}
        />
      </CellStrip>
    </div>
  )
}
