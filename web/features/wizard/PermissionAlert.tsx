import { Alert } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../api/permissions.ts'
import { useForm } from './draftForm.ts'

/** Says to somebody who may not create DaemonSets in the draft's namespace, before all is filled in, what is missing. */
export function PermissionAlert({ permission }: { readonly permission: Permission }) {
  const { t } = useTranslation('wizard')
  const { namespace } = useForm().draft
  if (permission.allowed !== false) return null
  return (
    <Alert
      variant="warning"
      isInline
      isLiveRegion
      component="p"
      title={t('review.permission', { namespace })}
    >
      {t('review.permissionHelp', { missing: permission.missing })}
    </Alert>
  )
}
