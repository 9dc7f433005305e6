import { Alert } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { PlacementWrite } from '../../../api/placementChanges.ts'
import { useView } from '../../../live/useView.ts'
import { HolderList } from '../../../ui/HolderList.tsx'
import { withToleration } from './withToleration.ts'

/** Says before a template is saved that the rollout which it starts would not come to its end, and who is to blame. */
export function RolloutWarning(change: Extract<PlacementWrite, { kind: 'toleration' }>) {
  const { t } = useTranslation('placement')
  const { namespace = '', name } = change.daemonSet.metadata
  const rollout = useView('rollout', { namespace, name, changed: withToleration(change) })
  if (rollout?.kind !== 'known' || rollout.end.kind !== 'stalled') return null
  const { outdated, holders } = rollout.end
  return (
    <Alert isInline variant="warning" component="p" title={t('change.stalls', { count: outdated })}>
      <HolderList holders={holders} />
    </Alert>
  )
}
