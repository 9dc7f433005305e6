import { Alert, Button } from '@patternfly/react-core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { resources, type Resource } from '../../../../domain/stream/lines.ts'
import { useLiveClient } from '../../../live/useView.ts'
import type { ConnectionView } from '../../../live/views.ts'
import { formatClock } from '../../../ui/duration.ts'
import { useResourceNames } from '../../../ui/useResourceNames.ts'
import { staleSince } from './staleSince.ts'
import './Notices.css'

interface NoticesProps {
  readonly connection: ConnectionView | undefined
}

/** What is to be known about the data: being read, possibly old, or refused. */
export const Notices = memo(function Notices({ connection }: NoticesProps) {
  if (connection === undefined) return null
  return (
    <>
      <Progress connection={connection} />
      <Stale connection={connection} />
      <Polled connection={connection} />
      <Refusals connection={connection} />
    </>
  )
})

interface NoticeProps {
  readonly connection: ConnectionView
}

/** The resource that most has come of, with the number of its objects so far. */
function Progress({ connection }: NoticeProps) {
  const { t } = useTranslation('placement')
  const [loading] = resources
    .filter((resource) => connection.resources[resource].state === 'loading')
    .sort((a, b) => connection.resources[b].count - connection.resources[a].count)
  if (loading === undefined) return null
  return (
    <p className="en-notice" role="status">
      <span className="en-progress" aria-hidden="true" />
      {t(`loading.${loading}`, { count: connection.resources[loading].count })}
    </p>
  )
}

function Stale({ connection }: NoticeProps) {
  const { t, i18n } = useTranslation('placement')
  const client = useLiveClient()
  const since = staleSince(connection)
  if (since === undefined) return null
  const text =
    since === 0
      ? t('stale.never')
      : t('stale.retrying', { time: formatClock(since, i18n.language) })
  return (
    <Alert
      variant="warning"
      isInline
      isPlain
      className="en-notice"
      title={text}
      actionLinks={
        <Button variant="link" isInline onClick={() => client.reconnect()}>
          {t('stale.reconnect')}
        </Button>
      }
    />
  )
}

/** Resources that may be listed but not watched. */
function Polled({ connection }: NoticeProps) {
  const { t, i18n } = useTranslation('placement')
  const resourceNames = useResourceNames()
  const polled = resources.filter((each) => connection.resources[each].state === 'polling')
  if (polled.length === 0) return null
  const since = Math.min(...polled.map((each) => connection.resources[each].asOf))
  return (
    <p className="en-notice">
      {t('stale.polling', {
        time: formatClock(since, i18n.language),
        resources: resourceNames(polled),
      })}
    </p>
  )
}

/** What the grid can do without is said above it; without the rest there is no grid. */
const dispensable = ['pods', 'controllerrevisions', 'namespaces'] as const satisfies Resource[]

function Refusals({ connection }: NoticeProps) {
  const { t } = useTranslation('placement')
  return dispensable
    .filter((resource) => connection.resources[resource].state === 'denied')
    .map((resource) => (
      <Alert
        key={resource}
        variant="info"
        isInline
        isPlain
        className="en-notice"
        title={t(`denied.${resource}`)}
      />
    ))
}
