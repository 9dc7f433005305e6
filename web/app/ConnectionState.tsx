import { Button } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { resources } from '../../domain/stream/lines.ts'
import { useLiveClient, useView } from '../live/useView.ts'
import { formatClock } from '../ui/duration.ts'
import { useResourceNames } from '../ui/useResourceNames.ts'
import { type ConnectionStatus, connectionStatus } from './connectionStatus.ts'

const question = {}

/** Is what the page shows live? If not: since when, and a way to try again. */
export function ConnectionState() {
  const { t } = useTranslation('shell')
  const status = connectionStatus(useView('connection', question))
  const client = useLiveClient()
  const text = useConnectionText()(status)
  return (
    <div className={`en-connection en-connection-${status.kind}`}>
      <span className="en-connection-mark" aria-hidden="true" />
      <span role="status" aria-label={t('connection.label')}>
        {text}
      </span>
      {status.kind === 'reconnecting' && (
        <Button variant="link" isInline onClick={() => client.reconnect()}>
          {t('connection.retry')}
        </Button>
      )}
    </div>
  )
}

function useConnectionText(): (status: ConnectionStatus) => string {
  const { t, i18n } = useTranslation('shell')
  const resourceNames = useResourceNames()
  return (status) => {
    if (status.kind === 'denied') {
      return status.resources.length === resources.length
        ? t('connection.deniedAll')
        : t('connection.denied', { resources: resourceNames(status.resources) })
    }
    if (status.kind === 'polling')
      return t('connection.polling', { time: formatClock(status.asOf, i18n.language) })
    if (status.kind !== 'reconnecting') return t(`connection.${status.kind}`)
    if (status.lastUpdate === 0) return t('connection.neverHeard')
    const time = formatClock(status.lastUpdate, i18n.language)
    return t('connection.reconnecting', { time })
  }
}
