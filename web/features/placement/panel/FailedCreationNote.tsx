import { useTranslation } from 'react-i18next'
import type { DaemonSet } from '../../../../domain/k8s/objects.ts'
import { useFailedCreation } from '../../../api/failedCreation.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'

/** Where a Pod is missing: why the controller's last try to create one failed, in the cluster's own words. */
export function FailedCreationNote({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { t } = useTranslation('placement')
  const failure = useFailedCreation(daemonSet)
  if (failure === undefined) return null
  return (
    <div className="en-panel-story en-state-missing">
      <p>
        <strong>{t('panel.failedCreate', { count: failure.count })}</strong>{' '}
        <RelativeTime at={failure.last} />
      </p>
      <p>{failure.message}</p>
    </div>
  )
}
