import { Button } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { withMatchingTemplate } from '../../../domain/draft/selector.ts'
import { useForm } from './draftForm.ts'
import { LabelRows } from './LabelRows.tsx'
import { SelectorWarnings } from './SelectorWarnings.tsx'

/** The selector and the Pods' labels, which must meet, and what else the selector selects. */
export function LabelsStep() {
  const { t } = useTranslation('wizard')
  const { change, problems, want } = useForm()
  const isMismatch = problems.some(({ code }) => code === 'selectorMismatch')
  const fix = isMismatch && (
    <Button
      variant="secondary"
      size="sm"
      onClick={() => {
        change(withMatchingTemplate)
        want('templateLabels')
      }}
    >
      {t('labels.fix')}
    </Button>
  )
  return (
    <>
      <LabelRows
        list="selector"
        title={t('labels.selector')}
        help={t('labels.selectorHelp')}
        addText={t('rows.add')}
        isRequired
      />
      <LabelRows
        list="templateLabels"
        title={t('labels.template')}
        help={t('labels.templateHelp')}
        addText={t('rows.add')}
        isRequired
        fix={fix}
      />
      <SelectorWarnings />
    </>
  )
}
