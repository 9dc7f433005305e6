import { Button } from '@patternfly/react-core'
import { PlusIcon } from '@patternfly/react-icons/dist/esm/icons/plus-icon.js'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRow, nextRowId, type TolerationRow } from '../../../domain/draft/draft.ts'
import { fieldId, useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage } from './FieldMessage.tsx'
import { TolerationFields } from './TolerationFields.tsx'

/** The Pods' own tolerations: those taken from the cluster's taints, and free ones. */
export function TolerationRows() {
  const { t } = useTranslation('wizard')
  const { draft, change, want } = useForm()
  const titleId = useId()
  const addButton = useRef<HTMLButtonElement>(null)
  useFocusWhenWanted('tolerations')
  const setRows = (update: (rows: readonly TolerationRow[]) => readonly TolerationRow[]) =>
    change((now) => ({ ...now, tolerations: update(now.tolerations) }))
  const add = () => {
    const id = nextRowId(draft.tolerations)
    const row: TolerationRow = { id, key: undefined, operator: 'Exists', value: '', effect: '' }
    setRows((now) => [...now, row])
    want(`tolerations.${id}.key`)
  }
  return (
    <div role="group" id={fieldId('tolerations')} className="en-rows" aria-labelledby={titleId}>
      {draft.tolerations.length > 0 && <h4 id={titleId}>{t('placement.own')}</h4>}
      <FieldMessage field="tolerations" />
      {draft.tolerations.map((row, index) => (
        <TolerationFields
          key={row.id}
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
        {t('placement.add')}
      </Button>
    </div>
  )
}
