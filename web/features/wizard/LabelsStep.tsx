import { Alert, Button } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { overlappingDaemonSets, withMatchingTemplate } from '../../../domain/draft/selector.ts'
import { useView } from '../../live/useView.ts'
import { useForm } from './draftForm.ts'
import { LabelRows } from './LabelRows.tsx'

/** The selector and the Pods' labels, which must meet. */
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
      <OverlapWarning />
    </>
  )
}

function OverlapWarning() {
  const { t } = useTranslation('wizard')
  const { draft } = useForm()
  const others = (useView('daemonSets', {}) ?? []).map(({ daemonSet: { metadata, spec } }) => ({
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    selector: spec.selector,
    templateLabels: spec.template.metadata?.labels,
  }))
  const found = overlappingDaemonSets(draft, others)
  if (found.length === 0) return null
  const names = found.map(({ name }) => name).join(', ')
  return (
    <Alert
      variant="warning"
      isInline
      title={t('labels.overlap', { count: found.length, names })}
      component="p"
    />
  )
}
