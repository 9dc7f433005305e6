import { EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** The nodes are known, and none has this name. */
export function NodeMissing({ name }: { readonly name: string }) {
  const { t } = useTranslation('node')
  return (
    <EmptyState headingLevel="h2" titleText={t('removed.title', { name })}>
      <EmptyStateBody>{t('removed.body')}</EmptyStateBody>
      <EmptyStateFooter>
        <Link to="/">{t('removed.action')}</Link>
      </EmptyStateFooter>
    </EmptyState>
  )
}
