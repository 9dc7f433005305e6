import { useTranslation } from 'react-i18next'
import { useView } from '../../live/useView.ts'

/** How many nodes there are, and whether that is so now; where nothing is known, why. */
export function PlacementFreshness({ total }: { readonly total: number }) {
  const { t, i18n } = useTranslation('wizard')
  const connection = useView('connection', {})
  const nodes = connection?.resources.nodes
  if (nodes?.state === 'denied') return <p role="status">{t('map.forbidden')}</p>
  if (nodes === undefined || nodes.asOf === 0) return <p role="status">{t('map.waiting')}</p>
  const count = t('map.nodes', { count: total })
  const isLive =
    connection?.state === 'live' && (nodes.state === 'live' || nodes.state === 'polling')
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(nodes.asOf)
  return (
    <>
      <span className={isLive ? 'en-nodes-live' : 'en-nodes-stale'}>
        {isLive ? t('map.live', { nodes: count }) : t('map.stale', { nodes: count, time })}
      </span>
      {total === 0 && <p role="status">{t('map.empty')}</p>}
    </>
  )
}
