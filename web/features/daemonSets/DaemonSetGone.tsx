import { EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

interface DaemonSetGoneProps {
  readonly namespace: string
  readonly name: string
}

/** The DaemonSets are known, and none has this name. */
export function DaemonSetGone({ namespace, name }: DaemonSetGoneProps) {
  const { t } = useTranslation('daemonSets')
  return (
    <EmptyState headingLevel="h2" titleText={t('page.gone.title', { namespace, name })}>
      <EmptyStateBody>{t('page.gone.body')}</EmptyStateBody>
      <EmptyStateFooter>
        <Link to="/daemonsets">{t('page.gone.action')}</Link>
      </EmptyStateFooter>
    </EmptyState>
  )
}
