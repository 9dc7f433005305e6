import { SelectList, SelectOption } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { filterableStates, toggle } from '../gridUrl.ts'
import { Counted } from './ProjectsSelect.tsx'
import { SelectMenu } from './SelectMenu.tsx'

interface StateSelectProps {
  readonly chosen: GridQuery['states']
  readonly change: (patch: Partial<GridQuery>) => void
}

/** Only rows and columns that hold a cell in one of these states. */
export function StateSelect({ chosen, change }: StateSelectProps) {
  const { t } = useTranslation(['placement', 'states'])
  const choose = (value: string) => {
    const state = filterableStates.find((each) => each === value)
    if (state !== undefined) change({ states: toggle(chosen, state) })
  }
  return (
    <SelectMenu
      text={<Counted text={t('filter.state')} count={chosen.length} />}
      isMultiple
      onSelect={choose}
    >
      <SelectList>
        {filterableStates.map((state) => (
          <SelectOption
            key={state}
            value={state}
            hasCheckbox
            icon={<StateGlyph state={state} />}
            isSelected={chosen.includes(state)}
          >
            {t(`states:name.${state}`)}
          </SelectOption>
        ))}
      </SelectList>
    </SelectMenu>
  )
}
