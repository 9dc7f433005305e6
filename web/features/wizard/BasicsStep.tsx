import { FormGroup, FormHelperText } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { withName } from '../../../domain/draft/draft.ts'
import { Combobox } from './Combobox.tsx'
import { useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import { LabelRows } from './LabelRows.tsx'
import { TextField } from './TextField.tsx'

/** How the DaemonSet is called, where it lives, and its own labels. */
export function BasicsStep() {
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
