import { useTranslation } from 'react-i18next'
import { cellStates } from '../../domain/grid/cell.ts'
import { StateGlyph } from './StateGlyph.tsx'
import './Legend.css'

/** The states that have a tile: a Pod should run there. */
const withoutTile: readonly string[] = ['misscheduled', 'notTargeted']

/** What the signs in the grid mean. */
export function Legend() {
  const { t } = useTranslation('states')
  return (
    <>
      <dl className="en-legend">
        {[...cellStates, 'outdated' as const].map((state) => (
          <div key={state} className="en-legend-row">
            <dt>
              <span
                className={`en-legend-cell en-state-${state === 'outdated' ? 'ready' : state}`}
                data-tile={withoutTile.includes(state) ? undefined : ''}
              >
                <StateGlyph
                  state={state === 'outdated' ? 'ready' : state}
                  outdated={state === 'outdated'}
                />
              </span>
              {t(`name.${state}`)}
            </dt>
            <dd>{t(`meaning.${state}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="en-legend-note">{t('legendNote')}</p>
    </>
  )
}
