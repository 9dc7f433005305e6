import { Button } from '@patternfly/react-core'
import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon.js'
import { AngleUpIcon } from '@patternfly/react-icons/dist/esm/icons/angle-up-icon.js'
import { useTranslation } from 'react-i18next'
import type { CellAddress, CellView } from '../../../live/views.ts'

interface StepperProps {
  readonly view: CellView
  readonly onSelect: (cell: CellAddress) => void
}

/** The place among the cells of this state, with a step to the one before and after it. */
export function Stepper({ view, onSelect }: StepperProps) {
  const { t } = useTranslation(['placement', 'states'])
  const { position, of, previous, next } = view.siblings
  if (position === 0 || of === 0) return null
  const state = t(`states:name.${view.state}`)
  const step = (to: CellAddress | undefined) => () => to !== undefined && onSelect(to)
  return (
    <span className="en-panel-stepper">
      <span role="status">{t('panel.position', { position, count: of, state })}</span>
      <Button
        variant="plain"
        size="sm"
        icon={<AngleUpIcon />}
        aria-label={t('panel.previous')}
        isAriaDisabled={previous === undefined}
        onClick={step(previous)}
      />
      <Button
        variant="plain"
        size="sm"
        icon={<AngleDownIcon />}
        aria-label={t('panel.next')}
        isAriaDisabled={next === undefined}
        onClick={step(next)}
      />
    </span>
  )
}
