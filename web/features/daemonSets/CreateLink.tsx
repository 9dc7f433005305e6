import { Button, Tooltip } from '@patternfly/react-core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCanCreateDaemonSets } from '../../api/permissions.ts'
import { useView } from '../../live/useView.ts'

const question = {}

function LinkToWizard(props: ComponentProps<'a'>) {
  return <Link {...props} to="/daemonsets/create" />
}

/** Leads to the wizard; where the user may create nowhere it says which permission is missing. */
export function CreateLink() {
  const { t } = useTranslation('daemonSets')
  const namespaces = useView('vocabulary', question)?.namespaces ?? []
  const { allowed, missing } = useCanCreateDaemonSets(
    undefined,
    namespaces.map(({ name }) => name),
  )
  if (allowed === false) {
    return (
      <Tooltip content={`${t('missing', { missing })} ${t('missingHint', { missing })}`}>
        <Button className="en-daemonsets-create" isAriaDisabled>
          {t('create')}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Button className="en-daemonsets-create" component={LinkToWizard}>
      {t('create')}
    </Button>
  )
}
