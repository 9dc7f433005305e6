import { EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'

/** No page at this address. */
export function NotFoundPage() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  return (
    <EmptyState variant="lg" headingLevel="h1" titleText={t('notFound.title', { path: pathname })}>
      <EmptyStateBody>{t('notFound.body')}</EmptyStateBody>
      <EmptyStateFooter>
        <Link to="/">{t('notFound.home')}</Link>
      </EmptyStateFooter>
    </EmptyState>
  )
}
