import { useTranslation } from 'react-i18next'
import './GridSkeleton.css'

const lanes = [96, 120, 84, 132, 104, 70, 116, 90, 128, 100, 80, 124, 92, 112, 76, 106]
const rows = Array.from({ length: 24 }, (_, index) => index)

/** The shape of the grid while nodes and DaemonSets are read. */
export function GridSkeleton() {
  const { t } = useTranslation('placement')
  return (
    <div className="en-grid-skeleton" role="progressbar" aria-label={t('loading.grid')}>
      <div className="en-grid-skeleton-head">
        {lanes.map((length) => (
          <span key={length}>
            <span style={{ inlineSize: length }} />
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div key={row} className="en-grid-skeleton-row" />
      ))}
    </div>
  )
}
