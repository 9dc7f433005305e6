import { Button, WizardFooterWrapper } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { isEmptyDraft, stepOfField, steps, type Step } from '../../../domain/draft/draft.ts'
import { CreateButton } from './CreateButton.tsx'
import { DiscardButton } from './DiscardButton.tsx'
import { useForm } from './draftForm.ts'
import type { CreateFlow } from './useCreateFlow.ts'

interface WizardFooterBarProps {
  readonly step: Step
  readonly goTo: (step: Step) => void
  readonly flow: CreateFlow
  readonly isKept: boolean
  readonly discard: () => void
  readonly cancel: () => void
}

/** Back, Next or Create, Cancel, and what becomes of the draft. */
export function WizardFooterBar(props: WizardFooterBarProps) {
  const { step, goTo, flow, isKept, discard, cancel } = props
  const { t } = useTranslation('wizard')
  const { draft } = useForm()
  const index = steps.indexOf(step)
  const previous = steps[index - 1]
  const next = steps[index + 1]
  return (
    <WizardFooterWrapper className="en-wizard-footer">
      {next === undefined ? (
        <CreateButton flow={flow} />
      ) : (
        <NextButton step={step} next={next} goTo={goTo} />
      )}
      {previous !== undefined && (
        <Button variant="secondary" onClick={() => goTo(previous)}>
          {t('footer.back')}
        </Button>
      )}
      <Button variant="link" onClick={cancel}>
        {t('footer.cancel')}
      </Button>
      <span className="en-wizard-kept">
        {isKept ? t('footer.kept') : t('footer.notKept')}
        {!isEmptyDraft(draft) && <DiscardButton discard={discard} />}
      </span>
    </WizardFooterWrapper>
  )
}

interface NextButtonProps {
  readonly step: Step
  readonly next: Step
  readonly goTo: (step: Step) => void
}

/** Goes on, or shows what is wrong on this step and moves the focus to the first of it. */
function NextButton({ step, next, goTo }: NextButtonProps) {
  const { t } = useTranslation('wizard')
  const { problems, showStep, want } = useForm()
  const onNext = () => {
    showStep(step)
    const first = problems.find(
      ({ field, severity }) => severity === 'error' && stepOfField(field) === step,
    )
    if (first === undefined) goTo(next)
    else want(first.field)
  }
  return (
    <Button variant="primary" onClick={onNext}>
      {t('footer.next', { step: t(`steps.${next}`) })}
    </Button>
  )
}
