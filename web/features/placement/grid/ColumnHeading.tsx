import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ColumnHead } from '../../../../domain/grid/frame.ts'
import { wholeNumber } from '../../../i18n/wholeNumber.ts'
import { useLasting } from '../../../ui/useLasting.ts'
import { daemonSetPath } from '../paths.ts'
import { Ratio, RatioBar } from './Ratio.tsx'
import { daemonSetName, type RowColumns } from './rowColumns.ts'

interface ColumnHeadingProps {
  readonly head: ColumnHead
  readonly columns: RowColumns
  readonly id: string | undefined
  readonly isSelected: boolean
}

/** Every change makes a status lag for a moment. */
const lastingMs = 5_000

/** A DaemonSet's head: name and namespace in one slanted lane, ready/desired and a bar of states below. */
export const ColumnHeading = memo(function ColumnHeading(props: ColumnHeadingProps) {
  const { t, i18n } = useTranslation('placement')
  const { head, columns } = props
  const { width, podsKnown } = columns
  const { name, namespace, ready, desired, rollout, counts } = head
  const words = {
    daemonSet: daemonSetName(head),
    ready: wholeNumber(ready),
    desired: wholeNumber(desired),
  }
  const lags = useLasting(head.lags ? 'lags' : undefined, lastingMs)
  const label = podsKnown ? t('grid.head', words) : t('grid.headNotKnown', words)
  return (
    <div
      role="columnheader"
      aria-colindex={head.index + 2}
      aria-label={head.deleting ? t('grid.headDeleting', { label }) : label}
      id={props.id}
      className="en-column"
      style={{ insetInlineStart: `calc(${head.index} * var(--en-column))` }}
      data-selected={props.isSelected}
      data-deleting={head.deleting}
      title={lags ? t('grid.headLags') : undefined}
      data-lags={lags}
    >
      <span className="en-lane" />
      <Link to={daemonSetPath(head)} tabIndex={-1} className="en-slant">
        <span className="en-slant-name">{name}</span>
        <span className="en-slant-namespace">{namespace}</span>
      </Link>
      <span className="en-column-foot">
        {rollout === undefined ? (
          <Ratio {...{ ready, desired, width, podsKnown }} />
        ) : (
          <span className="en-ratio en-rollout" title={t('grid.rollout')}>
            {new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(rollout)}
          </span>
        )}
        <RatioBar {...{ counts, podsKnown }} />
      </span>
    </div>
  )
})
