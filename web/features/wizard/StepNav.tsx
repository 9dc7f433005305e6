import { WizardNav, WizardNavItem } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon.js'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon.js'
import { useTranslation } from 'react-i18next'
import { stepOfField, steps, type Step } from '../../../domain/draft/draft.ts'
import { useForm } from './draftForm.ts'

interface StepNavProps {
  readonly step: Step
  readonly isExpanded: boolean
  readonly goTo: (step: Step) => void
}

/** StepNav as PatternFly's wizard wants it: a function that draws it. */
export function stepNav(step: Step, goTo: (step: Step) => void) {
  return (isExpanded: boolean) => <StepNav step={step} isExpanded={isExpanded} goTo={goTo} />
}

/** The wizard's steps; any can be opened at any time, what is wrong is said there and on the last. */
function StepNav({ step, isExpanded, goTo }: StepNavProps) {
  const { t } = useTranslation('wizard')
  return (
    <WizardNav isExpanded={isExpanded} aria-label={t('steps.label')}>
      {steps.map((each, index) => (
        <WizardNavItem
          key={each}
          stepIndex={index + 1}
          isCurrent={each === step}
          content={<StepName step={each} isPassed={index < steps.indexOf(step)} />}
          onClick={() => goTo(each)}
        />
      ))}
    </WizardNav>
  )
}

interface StepNameProps {
  readonly step: Step
  /** It stands before the open one. */
  readonly isPassed: boolean
}

function StepName({ step, isPassed }: StepNameProps) {
  const { t } = useTranslation('wizard')
  const state = useStepState(step, isPassed)
  const name = t(`steps.${step}`)
  if (state === 'open') return name
  return (
    <span className={`en-step en-step-${state}`}>
      <span aria-hidden="true">{name}</span>
      <span className="pf-v6-screen-reader">{t(`steps.${state}`, { step: name })}</span>
      {state === 'complete' ? <CheckIcon /> : <ExclamationCircleIcon />}
    </span>
  )
}

/**
 * A step is wrong when a problem of it is shown or was passed by, or the API server refuses something of it; complete
 * when it was passed without a problem.
 */
function useStepState(step: Step, isPassed: boolean): 'open' | 'complete' | 'wrong' {
  const { problems, isStepShown, shownProblem, isRefused } = useForm()
  const errors = problems.filter(
    ({ field, severity }) => severity === 'error' && stepOfField(field) === step,
  )
  if (isRefused(step)) return 'wrong'
  if (errors.length === 0) return isPassed || isStepShown(step) ? 'complete' : 'open'
  return isPassed || errors.some(({ field }) => shownProblem(field)) ? 'wrong' : 'open'
}
