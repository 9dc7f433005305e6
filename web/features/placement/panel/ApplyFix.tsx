import { Button } from '@patternfly/react-core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../../api/permissions.ts'
import type { PlacementWrite } from '../../../api/placementChanges.ts'
import { ChangeDialog } from './ChangeDialog.tsx'

/** The button that makes a change, after it has been shown what that does. */
export function ApplyFix({ change }: { readonly change: PlacementWrite }) {
  const { t } = useTranslation('placement')
  const [isOpen, setOpen] = useState(false)
  const { allowed, missing } = useCan(accessFor(change))
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        isAriaDisabled={allowed === false}
        onClick={() => setOpen(true)}
      >
        {t(`change.${change.kind}.open`)}
      </Button>
      {allowed === false && <p className="en-panel-none">{t('change.missing', { missing })}</p>}
      {isOpen && <ChangeDialog change={change} onClose={() => setOpen(false)} />}
    </>
  )
}

function accessFor(change: PlacementWrite) {
  if (change.kind === 'label') return { verb: 'patch', group: '', resource: 'nodes' }
  const { namespace = '' } = change.daemonSet.metadata
  return { verb: 'patch', group: 'apps', resource: 'daemonsets', namespace }
}
