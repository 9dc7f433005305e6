import { Label } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ObjectMeta } from '../../../domain/k8s/objects.ts'

/** The name, which leads to the DaemonSet's page, and whether it is being deleted. */
export function DaemonSetTitle({ metadata }: { readonly metadata: ObjectMeta }) {
  const { t } = useTranslation('daemonSets')
  const { namespace = '', name, deletionTimestamp } = metadata
  return (
    <span className="en-daemonsets-name">
      <Link to={`/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`}>
        {name}
      </Link>
      {deletionTimestamp !== undefined && (
        <Label variant="outline" isCompact>
          {t('deleting')}
        </Label>
      )}
    </span>
  )
}
