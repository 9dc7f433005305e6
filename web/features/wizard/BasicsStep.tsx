import { Alert, FormGroup, FormHelperText } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { withName } from '../../../domain/draft/draft.ts'
import type { Permission } from '../../api/permissions.ts'
import { Combobox } from './Combobox.tsx'
import { useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import { LabelRows } from './LabelRows.tsx'
import { TextField } from './TextField.tsx'

/**
 * How the DaemonSet is called, where it lives, and its own labels. Who may not create it there learns that before
 * filling in the rest.
 */
export function BasicsStep({ permission }: { readonly permission: Permission }) {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  return (
    <>
      <TextField
        field="name"
        label={t('basics.name')}
        help={t('basics.nameHelp')}
        value={draft.name}
        onChange={(name) => change((now) => withName(now, name))}
        isRequired
      />
      <NamespaceField />
      {permission.allowed === false && (
        <Alert
          variant="warning"
          isInline
          isLiveRegion
          component="p"
          title={t('review.permission', { namespace: draft.namespace })}
        >
          {t('review.permissionHelp', { missing: permission.missing })}
        </Alert>
      )}
      <LabelRows
        list="labels"
        title={t('basics.labels')}
        help={t('basics.labelsHelp')}
        addText={t('rows.add')}
      />
    </>
  )
}

function NamespaceField() {
  const { t } = useTranslation('wizard')
  const { draft, change, touch, vocabulary } = useForm()
  const { namespaces } = vocabulary
  const { id, messageId, validated } = useFieldState('namespace')
  useFocusWhenWanted('namespace')
  const options = namespaces.map(({ name, terminating }) => ({
    value: name,
    ...(terminating ? { note: t('basics.terminating') } : {}),
  }))
  return (
    <FormGroup label={t('basics.namespace')} fieldId={id} isRequired>
      <Combobox
        id={id}
        value={draft.namespace}
        options={options}
        placeholder={t('basics.namespacePlaceholder')}
        validated={validated}
        describedBy={messageId}
        isRequired
        onType={(namespace) => {
          touch('namespace')
          change((now) => ({ ...now, namespace }))
        }}
      />
      <FormHelperText>
        <FieldMessage field="namespace" help={t('basics.namespaceHelp')} />
      </FormHelperText>
    </FormGroup>
  )
}
