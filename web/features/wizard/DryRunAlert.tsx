import { Alert, AlertActionLink } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/draft/draft.ts'
import { useFailureText } from '../../ui/useFailureText.ts'
import { FieldLink } from './FieldLink.tsx'
import type { CreateFlow } from './useCreateFlow.ts'

interface DryRunAlertProps {
  readonly flow: CreateFlow
  readonly goToField: (field: Field) => void
}

/** What the API server says to the manifest before anything is stored; each of its errors leads to its field. */
export function DryRunAlert({ flow, goToField }: DryRunAlertProps) {
  const { t } = useTranslation('wizard')
  const failureText = useFailureText()
  const { dryRun, creation, messages } = flow
  const again = <AlertActionLink onClick={flow.checkAgain}>{t('review.again')}</AlertActionLink>
  if (creation.state === 'created' || creation.state === 'unknown') return null
  switch (dryRun.state) {
    case 'none':
      return null
    case 'running':
      return <Alert variant="info" isInline isPlain component="p" title={t('review.checking')} />
    case 'accepted':
      return <AcceptedAlert warnings={dryRun.warnings} />
    default:
      return (
        <Alert
          variant="danger"
          isInline
          isLiveRegion
          component="h3"
          title={dryRun.state === 'refused' ? t('review.refused') : t('review.notChecked')}
          actionLinks={again}
        >
          {messages.length === 0 ? (
            <p>{failureText(dryRun.error)}</p>
          ) : (
            <ul className="en-problem-list">
              {messages.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  <FieldLink field={field} goToField={goToField}>
                    {message}
                  </FieldLink>
                </li>
              ))}
            </ul>
          )}
        </Alert>
      )
  }
}

function AcceptedAlert({ warnings }: { readonly warnings: readonly string[] }) {
  const { t } = useTranslation('wizard')
  if (warnings.length === 0) {
    return <Alert variant="success" isInline isPlain component="p" title={t('review.accepted')} />
  }
  return (
    <Alert
      variant="warning"
      isInline
      component="h3"
      title={t('review.warned', { count: warnings.length })}
    >
      <ul className="en-problem-list">
        {warnings.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Alert>
  )
}
