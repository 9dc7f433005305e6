import { Button, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { PlusIcon } from '@patternfly/react-icons/dist/esm/icons/plus-icon.js'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon.js'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRow, nextRowId, protocols, type PortRow } from '../../../domain/draft/draft.ts'
import { fieldId, useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'

/** The container's ports, one row each. */
export function PortRows() {
  const { t } = useTranslation('wizard')
  const { draft, change, want } = useForm()
  const titleId = useId()
  const addButton = useRef<HTMLButtonElement>(null)
  useFocusWhenWanted('ports')
  const setPorts = (update: (ports: readonly PortRow[]) => readonly PortRow[]) =>
    change((now) => ({ ...now, ports: update(now.ports) }))
  const add = () => {
    const id = nextRowId(draft.ports)
    setPorts((now) => [...now, { id, containerPort: '', protocol: 'TCP', name: '', hostPort: '' }])
    want(`ports.${id}.containerPort`)
  }
  return (
    <div role="group" id={fieldId('ports')} className="en-rows" aria-labelledby={titleId}>
      <h3 id={titleId}>{t('pods.ports')}</h3>
      <FieldMessage field="ports" help={t('pods.portsHelp')} />
      {draft.ports.map((row, index) => (
        <PortFields
          key={row.id}
          row={row}
          index={index}
          setRow={(patch) => setPorts((now) => changeRow(now, row.id, patch))}
          remove={() => {
            setPorts((now) => now.filter(({ id }) => id !== row.id))
            addButton.current?.focus()
          }}
        />
      ))}
      <Button ref={addButton} variant="link" isInline icon={<PlusIcon />} onClick={add}>
        {t('pods.addPort')}
      </Button>
    </div>
  )
}

interface PortFieldsProps {
  readonly row: PortRow
  readonly index: number
  readonly setRow: (patch: Partial<PortRow>) => void
  readonly remove: () => void
}

function PortFields({ row, index, setRow, remove }: PortFieldsProps) {
  const { t } = useTranslation('wizard')
  const { touch } = useForm()
  const numberField = `ports.${row.id}.containerPort` as const
  const nameField = `ports.${row.id}.name` as const
  const hostField = `ports.${row.id}.hostPort` as const
  const number = useFieldState(numberField)
  const name = useFieldState(nameField)
  const host = useFieldState(hostField)
  useFocusWhenWanted(numberField)
  useFocusWhenWanted(nameField)
  useFocusWhenWanted(hostField)
  const place = { index: index + 1 }
  return (
    <div className="en-field-row">
      <div className="en-row-fields en-port">
        <TextInput
          id={number.id}
          value={row.containerPort}
          inputMode="numeric"
          aria-label={t('pods.portNumber', place)}
          aria-describedby={number.messageId}
          placeholder={t('pods.port')}
          validated={number.validated}
          autoComplete="off"
          onChange={(_event, containerPort) => {
            touch(numberField)
            setRow({ containerPort })
          }}
        />
        <ProtocolSelect row={row} label={t('pods.portProtocol', place)} setRow={setRow} />
        <TextInput
          id={name.id}
          value={row.name}
          aria-label={t('pods.portNameOf', place)}
          aria-describedby={name.messageId}
          placeholder={t('pods.portName')}
          validated={name.validated}
          autoComplete="off"
          spellCheck={false}
          onChange={(_event, text) => {
            touch(nameField)
            setRow({ name: text })
          }}
        />
        <TextInput
          id={host.id}
          value={row.hostPort}
          inputMode="numeric"
          aria-label={t('pods.hostPortOf', place)}
          aria-describedby={host.messageId}
          placeholder={t('pods.hostPort')}
          validated={host.validated}
          autoComplete="off"
          onChange={(_event, hostPort) => {
            touch(hostField)
            setRow({ hostPort })
          }}
        />
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={t('pods.removePort', { port: row.containerPort || index + 1 })}
          onClick={remove}
        />
      </div>
      <FieldMessage field={numberField} />
      <FieldMessage field={nameField} />
      <FieldMessage field={hostField} />
    </div>
  )
}

interface ProtocolSelectProps {
  readonly row: PortRow
  readonly label: string
  readonly setRow: (patch: Partial<PortRow>) => void
}

function ProtocolSelect({ row, label, setRow }: ProtocolSelectProps) {
  const field = `ports.${row.id}.protocol` as const
  useFocusWhenWanted(field)
  return (
    <FormSelect
      id={fieldId(field)}
      value={row.protocol}
      aria-label={label}
      onChange={(_event, text) =>
        setRow({ protocol: protocols.find((each) => each === text) ?? 'TCP' })
      }
    >
      {protocols.map((protocol) => (
        <FormSelectOption key={protocol} value={protocol} label={protocol} />
      ))}
    </FormSelect>
  )
}
