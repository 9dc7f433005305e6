import { Alert, AlertActionLink } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/apiError.ts'
import { useSession } from '../api/session.ts'
import { useView } from '../live/useView.ts'
import { useFailureText } from '../ui/useFailureText.ts'

const question = {}

/** Says that the user is signed out, or that the session can't be read, and what to do. Nothing where all is well. */
export function SessionAlert() {
  const { t } = useTranslation('shell')
  const { t: common } = useTranslation('common')
  const failureText = useFailureText()
  const { error, refetch } = useSession()
  const connection = useView('connection', question)
  const isSignedOut =
    connection?.state === 'signedOut' || (error instanceof ApiError && error.reason === 'NoSession')
  if (isSignedOut) {
    return (
      <Alert variant="warning" isInline title={t('session.signedOut')}>
        {t('session.signedOutBody')}
      </Alert>
    )
  }
  if (error === null) return null
  return (
    <Alert
      variant="warning"
      isInline
      title={t('session.failed')}
      actionLinks={
        <AlertActionLink onClick={() => void refetch()}>{common('retry')}</AlertActionLink>
      }
    >
      {failureText(error)}
    </Alert>
  )
}
