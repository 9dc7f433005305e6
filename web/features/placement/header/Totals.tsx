import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridQuery, StateCounts } from '../../../../domain/grid/frame.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { wholeNumber } from '../../../i18n/wholeNumber.ts'
import { filterableStates, toggle } from '../gridUrl.ts'

interface TotalsProps {
  /** Undefined until the Pods are known. */
  readonly totals: StateCounts | undefined
  readonly states: GridQuery['states']
  readonly change: (patch: Partial<GridQuery>) => void
}

/** Cells by state, worst first; each one is a filter. */
export const Totals = memo(function Totals({ totals, states, change }: TotalsProps) {
  const { t } = useTranslation(['placement', 'states'])
  return (
    <ToggleGroup isCompact aria-label={t('totals')} className="en-totals">
      {filterableStates.map((state) => {
        const count = totals?.[state]
        return (
          <ToggleGroupItem
            key={state}
            buttonId={`en-total-${state}`}
            className={count === 0 ? 'en-total-zero' : ''}
            icon={<StateGlyph state={state} />}
            text={
              <>
                <strong>{count === undefined ? '–' : wholeNumber(count)}</strong>{' '}
                {t(`states:name.${state}`)}
              </>
            }
            isSelected={states.includes(state)}
            onChange={() => change({ states: toggle(states, state) })}
          />
        )
      })}
    </ToggleGroup>
  )
})
