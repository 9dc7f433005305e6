import { Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { GridFrame, GridQuery } from '../../../../domain/grid/frame.ts'
import { CreateButton } from './CreateButton.tsx'
import { Totals } from './Totals.tsx'
import './PlacementHeader.css'

interface PlacementHeaderProps {
  readonly frame: GridFrame | undefined
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
}

/** The page's name, its size, how many cells are in which state, and the way to a new DaemonSet. */
export function PlacementHeader({ frame, query, change }: PlacementHeaderProps) {
  const { t } = useTranslation('placement')
  return (
    <header className="en-placement-header">
      <div className="en-placement-facts">
        <Title headingLevel="h1" size="xl">
          {t('title')}
        </Title>
        {frame !== undefined && (
          <>
            <span className="en-placement-size">
              {t('nodes', { count: frame.nodes.shown })} ×{' '}
              {t('daemonSets', { count: frame.daemonSets.shown })}
            </span>
            <Totals
              totals={frame.podsKnown ? frame.totals : undefined}
              states={query.states}
              change={change}
            />
          </>
        )}
      </div>
      <CreateButton />
    </header>
  )
}
