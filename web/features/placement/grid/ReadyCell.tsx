import { useTranslation } from 'react-i18next'
import type { RowColumns } from './rowColumns.ts'

interface ReadyCellProps {
  readonly ready: number
  readonly desired: number
  readonly columns: RowColumns
  readonly id: string | undefined
}

/** At the end of a row: how many of its Pods are Ready, of those that should run. */
export function ReadyCell({ ready, desired, columns, id }: ReadyCellProps) {
  const { t } = useTranslation('placement')
  return (
    <div
      role="gridcell"
      aria-colindex={columns.count + 2}
      aria-label={t('grid.readyOf', { ready, desired })}
      id={id}
      className="en-ready"
      data-differs={ready !== desired}
    >
      {desired === 0 && ready === 0 ? '–' : `${ready}/${desired}`}
    </div>
  )
}
