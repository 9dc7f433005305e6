import { Alert } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { stepOfField, type Field, type Step } from '../../../domain/draft/draft.ts'
import type { FieldProblem } from '../../../domain/draft/problems.ts'
import { CreationAlert } from './CreationAlert.tsx'
import { DryRunAlert } from './DryRunAlert.tsx'
import { useForm } from './draftForm.ts'
import { FieldLink } from './FieldLink.tsx'
import { ManifestView } from './ManifestView.tsx'
import type { CreateFlow } from './useCreateFlow.ts'
import { useProblemText } from './useProblemText.ts'

interface ReviewStepProps {
  readonly flow: CreateFlow
  readonly goTo: (step: Step) => void
}

/** The manifest, what is still wrong with it, and what the API server says of it. */
export function ReviewStep({ flow, goTo }: ReviewStepProps) {
  const { t } = useTranslation('wizard')
  const { problems, showStep, want } = useForm()
  const goToField = (field: Field) => {
    const step = stepOfField(field)
    showStep(step)
    want(field)
    goTo(step)
  }
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  return (
    <>
      <CreationAlert flow={flow} />
      {errors.length > 0 && (
        <Alert
          variant="danger"
          isInline
          component="h3"
          title={t('review.problems', { count: errors.length })}
        >
          <ProblemList problems={errors} goToField={goToField} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert variant="warning" isInline component="h3" title={t('review.warnings')}>
          <ProblemList problems={warnings} goToField={goToField} />
        </Alert>
      )}
      <DryRunAlert flow={flow} goToField={goToField} />
      <ManifestView manifest={flow.manifest} />
    </>
  )
}

interface ProblemListProps {
  readonly problems: readonly FieldProblem[]
  readonly goToField: (field: Field) => void
}

function ProblemList({ problems, goToField }: ProblemListProps) {
  const problemText = useProblemText()
  return (
    <ul className="en-problem-list">
      {problems.map((problem) => (
        <li key={`${problem.field} ${problem.code}`}>
          <FieldLink field={problem.field} goToField={goToField}>
            {problemText(problem)}
          </FieldLink>
        </li>
      ))}
    </ul>
  )
}
