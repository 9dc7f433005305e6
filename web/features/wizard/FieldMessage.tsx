import { HelperText, HelperTextItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../domain/draft/draft.ts'
import { fieldId, useForm } from './draftForm.ts'
import { useProblemText } from './useProblemText.ts'

/** How a field is shown, for PatternFly's `validated`, and the id of what is said about it. */
export interface FieldState {
  readonly id: string
  readonly messageId: string
  readonly validated: 'default' | 'warning' | 'error'
}

/** The state of a field; `aria-describedby` of its control is messageId. */
export function useFieldState(field: Field): FieldState {
  const { shownProblem, serverMessage } = useForm()
  const id = fieldId(field)
  const severity =
    shownProblem(field)?.severity ?? (serverMessage(field) === undefined ? 'default' : 'error')
  return { id, messageId: `${id}-message`, validated: severity }
}

interface FieldMessageProps {
  readonly field: Field
  /** Said while nothing is wrong. */
  readonly help?: ReactNode
}

/** What is said below a field: its problem, else what the API server said, else help. */
export function FieldMessage({ field, help }: FieldMessageProps) {
  const { t } = useTranslation('wizard')
  const { shownProblem, serverMessage } = useForm()
  const problemText = useProblemText()
  const { messageId, validated } = useFieldState(field)
  const problem = shownProblem(field)
  const said = problem === undefined ? serverMessage(field) : problemText(problem)
  const text = said ?? help
  return (
    <HelperText id={messageId} isLiveRegion={said !== undefined}>
      {text !== undefined && (
        <HelperTextItem
          variant={validated}
          screenReaderText={validated === 'default' ? '' : t(`severity.${validated}`)}
        >
          {text}
        </HelperTextItem>
      )}
    </HelperText>
  )
}
