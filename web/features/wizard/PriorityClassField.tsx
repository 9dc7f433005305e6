import { FormGroup, FormHelperText, FormSelect, FormSelectOption } from '@patternfly/react-core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type PriorityClass, usePriorityClasses } from '../../api/priorityClasses.ts'
import { useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import { TextField } from './TextField.tsx'

/** The Pods' PriorityClass, chosen from those of the cluster; where they can't be read, its name is typed. */
export function PriorityClassField() {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  const classes = usePriorityClasses()
  const set = (priorityClassName: string) => change((now) => ({ ...now, priorityClassName }))
  return classes === undefined ? (
    <TextField
      field="priorityClassName"
      label={t('pods.priorityClass')}
      help={t('pods.priorityClassHelp')}
      value={draft.priorityClassName}
      onChange={set}
    />
  ) : (
    <PriorityClassSelect classes={classes} value={draft.priorityClassName} onChange={set} />
  )
}

interface PriorityClassSelectProps {
  readonly classes: readonly PriorityClass[]
  readonly value: string
  readonly onChange: (name: string) => void
}

function PriorityClassSelect({ classes, value, onChange }: PriorityClassSelectProps) {
  const { t } = useTranslation('wizard')
  const { touch } = useForm()
  const { id, messageId, validated } = useFieldState('priorityClassName')
  useFocusWhenWanted('priorityClassName')
  const isKnown = value === '' || classes.some(({ name }) => name === value)
  return (
    <FormGroup label={t('pods.priorityClass')} fieldId={id}>
      <FormSelect
        id={id}
        value={value}
        validated={validated}
        aria-describedby={messageId}
        onChange={(_event, name) => {
          touch('priorityClassName')
          onChange(name)
        }}
      >
        <FormSelectOption value="" label={defaultText(t, classes)} />
        {!isKnown && <FormSelectOption value={value} label={value} />}
        {classes.map((each) => (
          <FormSelectOption key={each.name} value={each.name} label={classText(t, each)} />
        ))}
      </FormSelect>
      <FormHelperText>
        <FieldMessage field="priorityClassName" help={t('pods.priorityClassHelp')} />
      </FormHelperText>
    </FormGroup>
  )
}

function defaultText(t: TFunction<'wizard'>, classes: readonly PriorityClass[]): string {
  const found = classes.find(({ isDefault }) => isDefault)
  return found === undefined
    ? t('pods.noPriorityClass')
    : t('pods.defaultPriorityClass', { name: classText(t, found) })
}

function classText(t: TFunction<'wizard'>, { name, value, preemptionPolicy }: PriorityClass) {
  return preemptionPolicy === 'Never'
    ? t('pods.politeClass', { name, value })
    : t('pods.classValue', { name, value })
}
