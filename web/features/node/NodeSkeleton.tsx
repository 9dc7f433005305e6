import { Skeleton } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'

const lines = Array.from({ length: 9 }, (_, index) => index)

/** The shape of what comes. */
export function NodeSkeleton() {
  const { t } = useTranslation('common')
  return (
    <div className="en-node-body" role="status" aria-label={t('loading')}>
      <div className="en-node-facts">
        {lines.map((line) => (
          <Skeleton key={line} height="20px" width={line % 2 === 0 ? '80%' : '60%'} />
        ))}
      </div>
      <div className="en-node-tables">
        {lines.map((line) => (
          <Skeleton key={line} height="28px" />
        ))}
      </div>
    </div>
  )
}
