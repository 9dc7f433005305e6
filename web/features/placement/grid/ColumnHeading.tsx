import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ColumnHead } from '../../../../domain/grid/frame.ts'
import { StateBar } from '../../../ui/StateBar.tsx'
import { daemonSetName } from './rowColumns.ts'
import { shortRatio } from './shortRatio.ts'
import { daemonSetPath } from './useActivate.ts'

interface ColumnHeadingProps {
  readonly head: ColumnHead
  readonly columnWidth: number
  readonly id: string | undefined
  readonly isSelected: boolean
}

/** A DaemonSet's head: name and namespace in one slanted lane, ready/desired and a bar of states below. */
export const ColumnHeading = memo(function ColumnHeading(props: ColumnHeadingProps) {
  const { t, i18n } = useTranslation('placement')
  const { head, columnWidth } = props
  const { name, namespace, ready, desired, rollout } = head
  const label = t('grid.head', { daemonSet: daemonSetName(head), ready, desired })
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
    >
      <span className="en-lane" />
      <Link
        to={daemonSetPath(head)}
        tabIndex={-1}
        className="en-slant"
      >
        <span className="en-slant-name">{name}</span>
        <span className="en-slant-namespace">{namespace}</span>
      </Link>
      <span className="en-column-foot">
        {rollout === undefined ? (
          <span className="en-ratio" data-differs={ready !== desired}>
            {shortRatio(ready, desired, columnWidth)}
          </span>
        ) : (
          <span className="en-ratio en-rollout" title={t('grid.rollout')}>
            {new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(rollout)}
          </span>
        )}
        <StateBar counts={head.counts} />
      </span>
    </div>
  )
})
