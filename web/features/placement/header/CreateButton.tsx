import { Button, Tooltip } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Link, type LinkProps } from 'react-router'
import { useCanCreateDaemonSets } from '../../../api/permissions.ts'
import { useWords } from '../../../api/projectRules.ts'
import { useView } from '../../../live/useView.ts'

/** Leads to the wizard; says which permission is missing to whom may create DaemonSets in no project. */
export function CreateButton() {
  const { t } = useTranslation('placement')
  const context = useWords()
  const namespaces = useView('vocabulary', {})?.namespaces.map(({ name }) => name)
  const { allowed, missing } = useCanCreateDaemonSets(undefined, namespaces)
  if (allowed === false) {
    return (
      <Tooltip content={t('createDenied', { missing, context })}>
        <Button variant="primary" isAriaDisabled>
          {t('create')}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Button variant="primary" component={WizardLink}>
      {t('create')}
    </Button>
  )
}

function WizardLink(props: Omit<LinkProps, 'to'>) {
  return <Link {...props} to="/daemonsets/create" />
}
