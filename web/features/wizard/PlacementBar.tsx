import { useTranslation } from 'react-i18next'
import { byKind, type PlacementSummary } from './placementSummary.ts'

/** Runs against each kind of reason, as shares of one bar; the sentence above says the same. */
export function PlacementBar({ summary }: { readonly summary: PlacementSummary }) {
  const { t } = useTranslation('wizard')
  const { runs, total } = summary
  return (
    <div className="en-placement-bar" role="img" aria-label={t('map.barLabel', { runs, total })}>
      {runs > 0 && <span className="en-share-runs" style={{ flexGrow: runs }} />}
      {byKind(summary.items).map(({ kind, nodes }) => (
        <span key={kind} className={`en-share-${kind}`} style={{ flexGrow: nodes }} />
      ))}
    </div>
  )
}
