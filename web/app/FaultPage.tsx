import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  ExpandableSection,
} from '@patternfly/react-core'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon.js'
import { useTranslation } from 'react-i18next'
import { isChunkFault } from './chunkFault.ts'

interface FaultPageProps {
  readonly fault: Error
  readonly retry: () => void
}

/** Stands in for a page that has failed: what happened, and two ways on. */
export function FaultPage({ fault, retry }: FaultPageProps) {
  const { t } = useTranslation('shell')
  const texts = isChunkFault(fault) ? 'outdated' : 'fault'
  return (
    <EmptyState
      variant="lg"
      status="danger"
      icon={ExclamationCircleIcon}
      headingLevel="h1"
      titleText={t(`${texts}.title`)}
    >
      <EmptyStateBody>{t(`${texts}.body`)}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="primary" onClick={() => location.reload()}>
            {t('fault.reload')}
          </Button>
          {texts === 'fault' && (
            <Button variant="link" onClick={retry}>
              {t('fault.retry')}
            </Button>
          )}
        </EmptyStateActions>
        <ExpandableSection toggleText={t('fault.details')}>
          <code className="en-fault">{fault.message}</code>
        </ExpandableSection>
      </EmptyStateFooter>
    </EmptyState>
  )
}
