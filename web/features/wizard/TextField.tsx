import { FormGroup, FormHelperText, TextInput } from '@patternfly/react-core'
import type { Field } from '../../../domain/draft/draft.ts'
import { useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'

interface TextFieldProps {
  readonly field: Field
  readonly label: string
  readonly help: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isRequired?: boolean
  readonly inputMode?: 'text' | 'numeric'
}

/** A labelled line of text with its problem or help below it. */
export function TextField(props: TextFieldProps) {
  const { field, label, help, value, onChange, isRequired = false, inputMode = 'text' } = props
  const { touch } = useForm()
  const { id, messageId, validated } = useFieldState(field)
  useFocusWhenWanted(field)
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInput
        id={id}
        value={value}
        isRequired={isRequired}
        inputMode={inputMode}
        validated={validated}
        aria-describedby={messageId}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(_event, text) => {
          touch(field)
          onChange(text)
        }}
      />
      <FormHelperText>
        <FieldMessage field={field} help={help} />
      </FormHelperText>
    </FormGroup>
  )
}
