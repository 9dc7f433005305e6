import { Alert } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { StaleAlert } from '../../ui/StaleAlert.tsx'
import { useFailureText } from '../../ui/useFailureText.ts'
import type { Deletion } from './useDeletion.ts'

interface DeleteProgressProps {
  readonly deletion: Deletion
  readonly name: string
}

/** How far the deletion has come, and what stands in its way. */
export function DeleteProgress({ deletion, name }: DeleteProgressProps) {
  return (
    <div className="en-delete-progress" role="status">
      <Hindrances deletion={deletion} />
      <Outcome deletion={deletion} name={name} />
    </div>
  )
}

function Hindrances({
  deletion: { permission, data, phase },
}: Pick<DeleteProgressProps, 'deletion'>) {
  const { t } = useTranslation('daemonSets')
  const isAsking = phase.kind === 'confirm' || phase.kind === 'failed'
  const { missing } = permission
  return (
    <>
      {isAsking && permission.allowed === false && (
        <Alert variant="info" isInline title={t('missing', { missing })}>
          {t('missingHint', { missing })}
        </Alert>
      )}
      <StaleAlert state={data} />
      {isAsking && data.kind === 'stale' && <p>{t('delete.notLive')}</p>}
    </>
  )
}

function Outcome({ deletion, name }: DeleteProgressProps) {
  const { t } = useTranslation('daemonSets')
  const { phase } = deletion
  switch (phase.kind) {
    case 'sending':
      return <p>{t('delete.sending')}</p>
    case 'waiting':
      return <p>{t('delete.waiting')}</p>
    case 'done':
      return (
        <Alert variant="success" isInline title={t('delete.done', { name })}>
          <PodsAfterwards deletion={deletion} />
        </Alert>
      )
    case 'goneAlready':
      return <Alert variant="info" isInline title={t('delete.goneAlready', { name })} />
    case 'failed':
    case 'unknown':
      return <Failure phase={phase} name={name} />
    default:
      return null
  }
}

interface FailureProps {
  readonly phase: Extract<Deletion['phase'], { kind: 'failed' | 'unknown' }>
  readonly name: string
}

function Failure({ phase, name }: FailureProps) {
  const { t } = useTranslation('daemonSets')
  const failureText = useFailureText()
  const variant = phase.kind === 'failed' ? 'danger' : 'warning'
  return (
    <Alert variant={variant} isInline title={t(`delete.${phase.kind}`, { name })}>
      {failureText(phase.error)}
    </Alert>
  )
}

function PodsAfterwards({ deletion: { keepPods, nodes } }: Pick<DeleteProgressProps, 'deletion'>) {
  const { t } = useTranslation('daemonSets')
  if (nodes === undefined || nodes === 0) return null
  return keepPods ? t('delete.doneKept') : t('delete.doneBody', { count: nodes })
}
