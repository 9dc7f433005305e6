import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { cellStates } from '../../../domain/grid/cell.ts'
import type { ObjectMeta } from '../../../domain/k8s/objects.ts'
import type { DaemonSetView } from '../../live/views.ts'
import { gridLink } from '../../ui/gridLink.ts'
import { StateBar } from '../../ui/StateBar.tsx'

interface StateSummaryProps {
  readonly metadata: ObjectMeta
  readonly counts: DaemonSetView['counts']
}

/** The states of a DaemonSet's cells as a bar that leads to its column in the grid; in words as its name and tooltip. */
export function StateSummary({ metadata, counts }: StateSummaryProps) {
  const { t, i18n } = useTranslation('daemonSets')
  const { t: stateText } = useTranslation('states')
  const { namespace = '', name } = metadata
  const parts = cellStates
    .filter((state) => counts[state] > 0 && state !== 'notTargeted')
    .map((state) => t('stateCount', { count: counts[state], state: stateText(`name.${state}`) }))
  const states = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(parts)
  return (
    <Link
      className="en-daemonsets-bar"
      to={gridLink({ daemonSet: { namespace, name } })}
      title={states}
      aria-label={t('states', { daemonSet: `${namespace}/${name}`, states })}
    >
      <StateBar counts={counts} />
    </Link>
  )
}
