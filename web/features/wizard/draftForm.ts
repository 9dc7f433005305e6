import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { stepOfField, type Draft, type Field, type Step } from '../../../domain/draft/draft.ts'
import type { FieldProblem } from '../../../domain/draft/problems.ts'
import type { VocabularyView } from '../../live/views.ts'

/** What the API server said about one field. */
export interface ServerMessage {
  readonly field: Field
  readonly message: string
}

/** The form around the draft: what its fields read and call. */
export interface DraftForm {
  readonly draft: Draft
  readonly change: (update: (draft: Draft) => Draft) => void
  /** The cluster's own words; empty until they are known. */
  readonly vocabulary: VocabularyView
  /** Everything that is wrong, shown or not. */
  readonly problems: readonly FieldProblem[]
  /** The problem to show at a field: not before somebody has typed there, or has tried to go on. */
  readonly shownProblem: (field: Field) => FieldProblem | undefined
  readonly serverMessage: (field: Field) => string | undefined
  /** Has the API server refused something on this step? */
  readonly isRefused: (step: Step) => boolean
  readonly touch: (field: Field) => void
  /** From now on every problem of the step is shown. */
  readonly showStep: (step: Step) => void
  readonly isStepShown: (step: Step) => boolean
  /** As on a new page: no problem is shown before somebody types. */
  readonly forget: () => void
  /** The field that asks for the focus as soon as it is on the page. */
  readonly wanted: Field | undefined
  readonly want: (field: Field | undefined) => void
}

const DraftFormContext = createContext<DraftForm | undefined>(undefined)
export const DraftFormProvider = DraftFormContext.Provider

/** The form of the nearest DraftFormProvider; throws where there is none. */
export function useForm(): DraftForm {
  const form = useContext(DraftFormContext)
  if (form === undefined) throw new Error('useForm needs a DraftFormProvider above it')
  return form
}

interface DraftFormInput {
  readonly draft: Draft
  readonly change: (update: (draft: Draft) => Draft) => void
  readonly vocabulary: VocabularyView
  readonly problems: readonly FieldProblem[]
  readonly serverMessages: readonly ServerMessage[]
}

/** Builds the form: which problems are shown, and which field wants the focus. */
export function useDraftForm(input: DraftFormInput): DraftForm {
  const { draft, change, vocabulary, problems, serverMessages } = input
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set())
  const [shownSteps, setShownSteps] = useState<ReadonlySet<Step>>(new Set())
  const [wanted, want] = useState<Field>()
  const touch = useCallback((field: Field) => setTouched((set) => withItem(set, field)), [])
  const showStep = useCallback((step: Step) => setShownSteps((set) => withItem(set, step)), [])
  const forget = useCallback(() => {
    setTouched(new Set())
    setShownSteps(new Set())
  }, [])
  return useMemo(() => {
    const isShown = ({ field, code }: FieldProblem) =>
      code === 'selectorMismatch' || touched.has(field) || shownSteps.has(stepOfField(field))
    return {
      draft,
      change,
      vocabulary,
      problems,
      touch,
      showStep,
      isStepShown: (step) => shownSteps.has(step),
      forget,
      wanted,
      want,
      shownProblem: (field) => problems.find((each) => each.field === field && isShown(each)),
      serverMessage: (field) => serverMessages.find((each) => each.field === field)?.message,
      isRefused: (step) => serverMessages.some(({ field }) => stepOfField(field) === step),
    }
  }, [
    draft,
    change,
    vocabulary,
    problems,
    serverMessages,
    touched,
    shownSteps,
    touch,
    showStep,
    forget,
    wanted,
  ])
}

function withItem<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  return set.has(item) ? set : new Set([...set, item])
}

/** The id of a field's element. */
export function fieldId(field: Field): string {
  return `en-field-${field.replaceAll('.', '-')}`
}

/** Moves the focus to the field when it is wanted: into its element, or to the first control in it. */
export function useFocusWhenWanted(field: Field): void {
  const { wanted, want } = useForm()
  useEffect(() => {
    if (wanted !== field) return
    const element = document.getElementById(fieldId(field))
    const control = element?.matches('input, select, button')
      ? element
      : element?.querySelector<HTMLElement>('input, select, button')
    control?.focus()
    want(undefined)
  }, [wanted, field, want])
}
