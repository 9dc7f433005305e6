import { Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { cellStates } from '../../../domain/grid/cell.ts'
import type { DaemonSetView } from '../../live/views.ts'
import { gridLink } from '../../ui/gridLink.ts'
import { StateName } from '../../ui/StateName.tsx'
import { wholeNumber } from '../../i18n/wholeNumber.ts'

interface StateCountsProps {
  readonly daemonSet: { readonly namespace: string; readonly name: string }
  /** undefined: not known yet. */
  readonly counts: DaemonSetView['counts'] | undefined
  readonly nodesNotReady: number
}

/** On how many nodes it is in which state; each leads to those nodes in the grid. */
export function StateCounts({ daemonSet, counts, nodesNotReady }: StateCountsProps) {
  const { t } = useTranslation('daemonSets')
  return (
    <section aria-labelledby="en-daemonset-counts">
      <Title headingLevel="h2" size="md" id="en-daemonset-counts">
        {t('page.counts')}
      </Title>
      {counts === undefined ? (
        <p role="status">{t('page.countsLoading')}</p>
      ) : (
        <ul className="en-daemonset-counts">
          {cellStates
            .filter((state) => counts[state] > 0)
            .map((state) => (
              <li key={state}>
                <Link to={gridLink({ daemonSet, state })}>
                  <span className="en-daemonset-count">{wholeNumber(counts[state])}</span>
                  <StateName state={state} />
                </Link>
              </li>
            ))}
        </ul>
      )}
      {counts !== undefined && nodesNotReady > 0 && (
        <p className="en-subtle">{t('page.notCounted', { count: nodesNotReady })}</p>
      )}
    </section>
  )
}
