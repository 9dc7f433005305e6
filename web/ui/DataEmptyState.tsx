import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import { DisconnectedIcon } from '@patternfly/react-icons/dist/esm/icons/disconnected-icon.js'
import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon.js'
import { useTranslation } from 'react-i18next'
import type { DataState } from './dataState.ts'
import { useResourceNames } from './useResourceNames.ts'

interface DataEmptyStateProps {
  readonly state: Extract<DataState, { kind: 'denied' | 'unreachable' }>
}

/** Stands in for a view whose data can't be had: what, why, and what to do. */
export function DataEmptyState({ state }: DataEmptyStateProps) {
  const { t } = useTranslation('common')
  const resourceNames = useResourceNames()
  const { why } = state
  if (state.kind === 'unreachable') {
    return (
      <EmptyState
        variant="lg"
        icon={DisconnectedIcon}
        headingLevel="h2"
        titleText={t('unreachable.title')}
      >
        <EmptyStateBody>{t('unreachable.body', { why })}</EmptyStateBody>
      </EmptyState>
    )
  }
  const resources = resourceNames(state.resources)
  const title = state.isUnauthenticated
    ? t('unauthenticated.title')
    : t('denied.title', { resources })
  return (
    <EmptyState variant="lg" icon={LockIcon} headingLevel="h2" titleText={title}>
      <EmptyStateBody>
        {state.isUnauthenticated
          ? t('unauthenticated.body', { why })
          : t('denied.body', { resources, why })}
      </EmptyStateBody>
    </EmptyState>
  )
}
