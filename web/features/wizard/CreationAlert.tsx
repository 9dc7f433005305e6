import { Alert, AlertActionLink } from '@patternfly/react-core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaemonSetManifest } from '../../../domain/draft/manifest.ts'
import { useView } from '../../live/useView.ts'
import { useFailureText } from '../../ui/useFailureText.ts'
import type { CreateFlow, Creation } from './useCreateFlow.ts'

/** What became of creating. Nothing is called created before the API server or the live view has said so. */
export function CreationAlert({ flow }: { readonly flow: CreateFlow }) {
  const { creation } = flow
  switch (creation.state) {
    case 'created':
      return <CreatedAlert manifest={creation.manifest} open={flow.open} />
    case 'unknown':
      return <UnknownAlert creation={creation} flow={flow} />
    case 'absent':
      return <PlainAlert manifest={creation.manifest} text="unknownAbsent" />
    case 'refused':
      return <PlainAlert manifest={creation.manifest} text="failed" error={creation.error} />
    default:
      return null
  }
}

interface OpenProps {
  readonly manifest: DaemonSetManifest
  readonly open: (manifest: DaemonSetManifest) => void
}

/** Goes to the grid as soon as the live view has the DaemonSet. */
function useOpenWhenThere({ manifest, open }: OpenProps): void {
  const { namespace, name } = manifest.metadata
  const view = useView('daemonSet', { namespace, name })
  const isThere = view?.daemonSet !== undefined
  useEffect(() => {
    if (isThere) open(manifest)
  }, [isThere, open, manifest])
}

function CreatedAlert({ manifest, open }: OpenProps) {
  const { t } = useTranslation('wizard')
  useOpenWhenThere({ manifest, open })
  return (
    <Alert
      variant="success"
      isInline
      isLiveRegion
      component="h3"
      title={t('review.created', manifest.metadata)}
      actionLinks={
        <AlertActionLink onClick={() => open(manifest)}>{t('review.openGrid')}</AlertActionLink>
      }
    />
  )
}

interface UnknownAlertProps {
  readonly creation: Extract<Creation, { state: 'unknown' }>
  readonly flow: CreateFlow
}

function UnknownAlert({ creation, flow }: UnknownAlertProps) {
  const { t } = useTranslation('wizard')
  const failureText = useFailureText()
  const { manifest, isLooking, error } = creation
  useOpenWhenThere({ manifest, open: flow.open })
  return (
    <Alert
      variant="warning"
      isInline
      isLiveRegion
      component="h3"
      title={t('review.unknown', manifest.metadata)}
      actionLinks={
        <AlertActionLink onClick={flow.look} isAriaDisabled={isLooking}>
          {isLooking ? t('review.unknownLooking') : t('review.unknownFind')}
        </AlertActionLink>
      }
    >
      <p>{t('review.unknownWatching')}</p>
      {error !== undefined && <p>{failureText(error)}</p>}
    </Alert>
  )
}

interface PlainAlertProps {
  readonly manifest: DaemonSetManifest
  readonly text: 'unknownAbsent' | 'failed'
  readonly error?: Error
}

function PlainAlert({ manifest, text, error }: PlainAlertProps) {
  const { t } = useTranslation('wizard')
  const failureText = useFailureText()
  return (
    <Alert
      variant={text === 'failed' ? 'danger' : 'info'}
      isInline
      isLiveRegion
      component="h3"
      title={t(`review.${text}`, manifest.metadata)}
    >
      {error !== undefined && failureText(error)}
    </Alert>
  )
}
