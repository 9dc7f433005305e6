import { Button, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon.js'
import { useTranslation } from 'react-i18next'
import { checkToleration } from '../../../domain/draft/checkDraft.ts'
import {
  taintEffects,
  tolerationOperators,
  type TolerationRow,
} from '../../../domain/draft/draft.ts'
import { Combobox } from './Combobox.tsx'
import { fieldId, useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import type { ComboOption } from './matchingOptions.ts'

interface TolerationFieldsProps {
  readonly row: TolerationRow
  readonly index: number
  readonly setRow: (patch: Partial<TolerationRow>) => void
  readonly remove: () => void
}

/** One toleration: key, operator, value, effect. */
export function TolerationFields(props: TolerationFieldsProps) {
  const { row, index, remove } = props
  const { t } = useTranslation('wizard')
  const isApplied = checkToleration(row).length === 0
  return (
    <div className="en-field-row">
      <div className="en-row-fields en-toleration">
        <KeyField {...props} />
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={t('placement.remove', { toleration: row.key || index + 1 })}
          onClick={remove}
        />
        <OperatorField {...props} />
        <div className="en-toleration-match">
          {row.operator === 'Equal' && <ValueField {...props} />}
          <EffectField {...props} />
        </div>
      </div>
      {!isApplied && <span className="en-row-note">{t('rows.notApplied')}</span>}
      <FieldMessage field={`tolerations.${row.id}.key`} />
      <FieldMessage field={`tolerations.${row.id}.operator`} />
      <FieldMessage field={`tolerations.${row.id}.value`} />
      <FieldMessage field={`tolerations.${row.id}.effect`} />
    </div>
  )
}

function KeyField({ row, index, setRow }: TolerationFieldsProps) {
  const { t } = useTranslation('wizard')
  const { touch, vocabulary } = useForm()
  const field = `tolerations.${row.id}.key` as const
  const { id, messageId, validated } = useFieldState(field)
  useFocusWhenWanted(field)
  const keys = [...new Set(vocabulary.taints.map(({ taint }) => taint.key))]
  const everything: ComboOption = {
    value: '',
    text: t('placement.everyTaint'),
    note: t('placement.everyTaintNote'),
  }
  return (
    <Combobox
      id={id}
      value={row.key ?? ''}
      options={[...keys.map((value) => ({ value })), everything]}
      label={t('placement.keyOf', { index: index + 1 })}
      placeholder={row.key === '' ? t('placement.everyTaint') : t('placement.taintKey')}
      validated={validated}
      describedBy={messageId}
      onType={(text) => {
        touch(field)
        setRow({ key: text === '' ? undefined : text })
      }}
      onPick={(key) => setRow(key === '' ? { key, operator: 'Exists' } : { key })}
    />
  )
}

function OperatorField({ row, index, setRow }: TolerationFieldsProps) {
  const { t } = useTranslation('wizard')
  const field = `tolerations.${row.id}.operator` as const
  const { id, messageId, validated } = useFieldState(field)
  useFocusWhenWanted(field)
  return (
    <FormSelect
      id={id}
      value={row.operator}
      validated={validated}
      aria-label={t('placement.operatorOf', { index: index + 1 })}
      aria-describedby={messageId}
      onChange={(_event, text) =>
        setRow({ operator: tolerationOperators.find((each) => each === text) ?? 'Exists' })
      }
    >
      {tolerationOperators.map((operator) => (
        <FormSelectOption key={operator} value={operator} label={operator} />
      ))}
    </FormSelect>
  )
}

function ValueField({ row, index, setRow }: TolerationFieldsProps) {
  const { t } = useTranslation('wizard')
  const { touch } = useForm()
  const field = `tolerations.${row.id}.value` as const
  const { id, messageId, validated } = useFieldState(field)
  useFocusWhenWanted(field)
  return (
    <TextInput
      id={id}
      value={row.value}
      aria-label={t('placement.valueOf', { index: index + 1 })}
      aria-describedby={messageId}
      placeholder={t('rows.emptyValue')}
      validated={validated}
      autoComplete="off"
      spellCheck={false}
      onChange={(_event, value) => {
        touch(field)
        setRow({ value })
      }}
    />
  )
}

function EffectField({ row, index, setRow }: TolerationFieldsProps) {
  const { t } = useTranslation('wizard')
  const field = `tolerations.${row.id}.effect` as const
  const { messageId, validated } = useFieldState(field)
  useFocusWhenWanted(field)
  return (
    <FormSelect
      id={fieldId(field)}
      value={row.effect}
      validated={validated}
      aria-label={t('placement.effectOf', { index: index + 1 })}
      aria-describedby={messageId}
      onChange={(_event, text) =>
        setRow({ effect: taintEffects.find((each) => each === text) ?? '' })
      }
    >
      {taintEffects.map((effect) => (
        <FormSelectOption
          key={effect}
          value={effect}
          label={effect === '' ? t('placement.everyEffect') : effect}
        />
      ))}
    </FormSelect>
  )
}
