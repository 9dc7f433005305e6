import { useTranslation } from 'react-i18next'
import { wholeNumber } from '../../../i18n/wholeNumber.ts'
import type { RowColumns } from './rowColumns.ts'
import { shortRatio } from './shortRatio.ts'

interface ReadyCellProps {
  readonly ready: number
  readonly desired: number
  readonly columns: RowColumns
  readonly id: string | undefined
  /** Of a node that is not ready nothing is counted. */
  readonly isMuted?: boolean
}

/** Room for the figures. */
const width = 48

/** At the end of a row: how many of its Pods are Ready, of those that should run. */
export function ReadyCell({ ready, desired, columns, id, isMuted = false }: ReadyCellProps) {
  const { t } = useTranslation('placement')
  const { count, podsKnown } = columns
  const words = { ready: wholeNumber(ready), desired: wholeNumber(desired) }
  return (
    <div
      role="gridcell"
      aria-colindex={count + 2}
      aria-label={podsKnown ? t('grid.readyOf', words) : t('grid.notKnown', words)}
      id={id}
      className="en-ready"
      data-differs={podsKnown && ready !== desired && !isMuted}
    >
      {desired === 0 || isMuted ? '–' : shortRatio(podsKnown ? ready : undefined, desired, width)}
    </div>
  )
}
