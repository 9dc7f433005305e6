import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { DisconnectedIcon, LockIcon } from '@patternfly/react-icons'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveClient } from '../../../live/useView.ts'

interface DeniedProps {
  readonly resource: 'nodes' | 'daemonsets'
  /** What the API server said. */
  readonly why: string
}

/** The user may not read what the grid is made of. */
export function Denied({ resource, why }: DeniedProps) {
  const { t } = useTranslation('placement')
  const isNodes = resource === 'nodes'
  return (
    <Refused
      icon={LockIcon}
      title={isNodes ? t('denied.titleNodes') : t('denied.titleDaemonsets')}
      body={isNodes ? t('denied.bodyNodes') : t('denied.bodyDaemonsets')}
      said={why}
    />
  )
}

/** Nothing could be read yet. */
export function Unreachable({ why }: { readonly why: string }) {
  const { t } = useTranslation('placement')
  return (
    <Refused
      icon={DisconnectedIcon}
      title={t('error.title')}
      body={t('error.body', { message: why })}
      said=""
    />
  )
}

interface RefusedProps {
  readonly icon: ComponentType
  readonly title: string
  readonly body: string
  readonly said: string
}

function Refused({ icon, title, body, said }: RefusedProps) {
  const { t } = useTranslation('placement')
  const client = useLiveClient()
  return (
    <EmptyState icon={icon} titleText={title} headingLevel="h2">
      <EmptyStateBody>
        <p>{body}</p>
        {said !== '' && <p>{t('denied.said', { message: said })}</p>}
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button onClick={() => client.reconnect()}>{t('denied.again')}</Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  )
}
