import { useTranslation } from 'react-i18next'
import { useView } from '../../live/useView.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import { dataState } from '../../ui/dataState.ts'
import { formatClock } from '../../ui/duration.ts'

/** How many nodes there are, and whether that is so now; where nothing is known, why. */
export function PlacementFreshness({ total }: { readonly total: number }) {
  const { t, i18n } = useTranslation('wizard')
  const state = dataState(useView('connection', {})?.resources, ['nodes'])
  if (state.kind === 'denied' || state.kind === 'unreachable')
    return <DataEmptyState state={state} />
  if (state.kind === 'loading') return <p role="status">{t('map.waiting')}</p>
  const nodes = t('map.nodes', { count: total })
  const isStale = state.kind === 'stale'
  return (
    <>
      <span className={isStale ? 'en-nodes-stale' : 'en-nodes-live'}>
        {isStale
          ? t('map.stale', { nodes, time: formatClock(state.asOf, i18n.language) })
          : t('map.live', { nodes })}
      </span>
      {total === 0 && <p role="status">{t('map.empty')}</p>}
    </>
  )
}
