import { Button } from '@patternfly/react-core'
import { PlusIcon } from '@patternfly/react-icons/dist/esm/icons/plus-icon.js'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon.js'
import { useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRow, nextRowId, type LabelList, type LabelRow } from '../../../domain/draft/draft.ts'
import { Combobox } from './Combobox.tsx'
import { fieldId, useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import type { ComboOption } from './matchingOptions.ts'

interface LabelRowsProps {
  readonly list: LabelList
  readonly title: string
  readonly help: string
  readonly addText: string
  readonly isRequired?: boolean
  readonly keys?: readonly ComboOption[]
  readonly valuesOf?: (key: string) => readonly ComboOption[]
  /** Stands at the end of a row. */
  readonly noteOf?: (row: LabelRow) => ReactNode
  /** What solves the list's problem. */
  readonly fix?: ReactNode
}

/** A list of labels, one row each, with a button for one more. */
export function LabelRows(props: LabelRowsProps) {
  const { list, title } = props
  const { draft, change, want } = useForm()
  const titleId = useId()
  const addButton = useRef<HTMLButtonElement>(null)
  useFocusWhenWanted(list)
  const { messageId } = useFieldState(list)
  const rows = draft[list]
  const setRows = (update: (rows: readonly LabelRow[]) => readonly LabelRow[]) =>
    change((now) => ({ ...now, [list]: update(now[list]) }))
  const add = () => {
    const id = nextRowId(rows)
    setRows((now) => [...now, { id, key: '', value: undefined }])
    want(`${list}.${id}.key`)
  }
  return (
    <div
      role="group"
      id={fieldId(list)}
      className="en-rows"
      aria-labelledby={titleId}
      aria-describedby={messageId}
    >
      <h3 id={titleId}>
        {title}
        {props.isRequired && (
          <span className="pf-v6-c-form__label-required" aria-hidden="true">
            {' *'}
          </span>
        )}
      </h3>
      <FieldMessage field={list} help={props.help} />
      {props.fix}
      {rows.map((row, index) => (
        <LabelRowFields
          key={row.id}
          {...props}
          row={row}
          index={index}
          setRow={(patch) => setRows((now) => changeRow(now, row.id, patch))}
          remove={() => {
            setRows((now) => now.filter(({ id }) => id !== row.id))
            addButton.current?.focus()
          }}
        />
      ))}
      <Button ref={addButton} variant="link" isInline icon={<PlusIcon />} onClick={add}>
        {props.addText}
      </Button>
    </div>
  )
}

interface LabelRowFieldsProps extends LabelRowsProps {
  readonly row: LabelRow
  readonly index: number
  readonly setRow: (patch: Partial<LabelRow>) => void
  readonly remove: () => void
}

const none: readonly ComboOption[] = []

function LabelRowFields(props: LabelRowFieldsProps) {
  const { list, title, row, index, setRow, keys = none, valuesOf = () => none } = props
  const { t } = useTranslation('wizard')
  const { touch } = useForm()
  const keyField = `${list}.${row.id}.key` as const
  const valueField = `${list}.${row.id}.value` as const
  const key = useFieldState(keyField)
  const value = useFieldState(valueField)
  useFocusWhenWanted(keyField)
  useFocusWhenWanted(valueField)
  const hasEmptyValue = row.value === '' && list === 'nodeSelector'
  return (
    <div className="en-field-row">
      <div className="en-row-fields">
        <Combobox
          id={key.id}
          value={row.key}
          options={keys}
          label={t('rows.keyOf', { list: title, index: index + 1 })}
          placeholder={t('rows.key')}
          validated={key.validated}
          describedBy={key.messageId}
          onType={(text) => {
            touch(keyField)
            setRow({ key: text })
          }}
        />
        <span aria-hidden="true">=</span>
        <Combobox
          id={value.id}
          value={row.value ?? ''}
          options={valuesOf(row.key)}
          label={t('rows.valueOf', { list: title, index: index + 1 })}
          placeholder={hasEmptyValue ? t('rows.emptyValue') : t('rows.value')}
          validated={value.validated}
          describedBy={value.messageId}
          onType={(text) => {
            touch(valueField)
            setRow({ value: text === '' ? undefined : text })
          }}
          onPick={(picked) => setRow({ value: picked })}
        />
        {props.noteOf !== undefined && <span className="en-row-note">{props.noteOf(row)}</span>}
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={t('rows.remove', { label: row.key === '' ? String(index + 1) : row.key })}
          onClick={props.remove}
        />
      </div>
      <FieldMessage field={keyField} />
      <FieldMessage field={valueField} />
    </div>
  )
}
