import { Button, Tooltip } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCanCreateDaemonSets } from '../../../api/permissions.ts'

/** Leads to the wizard; says what is missing to whom may not create. */
export function CreateButton() {
  const { t } = useTranslation('placement')
  const { allowed, reason } = useCanCreateDaemonSets()
  if (allowed === true) {
    return (
      <Button variant="primary" component={(props) => <Link {...props} to="/daemonsets/create" />}>
        {t('create')}
      </Button>
    )
  }
  const why = allowed === undefined ? t('createChecking') : t('createDenied')
  return (
    <Tooltip content={reason === undefined ? why : `${why} ${reason}`}>
      <Button variant="primary" isAriaDisabled>
        {t('create')}
      </Button>
    </Tooltip>
  )
}
