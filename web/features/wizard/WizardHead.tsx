import { useWizardContext } from '@patternfly/react-core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../domain/draft/draft.ts'

/** The id of a step in PatternFly's wizard. */
export function stepId(step: Step): string {
  return `en-step-${step}`
}

interface WizardHeadProps {
  readonly name: string
  readonly step: Step
}

/** The page's title, with the name of what is being made. It also keeps PatternFly's wizard at the URL's step. */
export function WizardHead({ name, step }: WizardHeadProps) {
  const { t } = useTranslation('wizard')
  const { activeStep, goToStepById } = useWizardContext()
  const isShown = activeStep.id === stepId(step)
  useEffect(() => {
    if (!isShown) goToStepById(stepId(step))
  }, [isShown, step, goToStepById])
  return (
    <div className="en-wizard-head">
      <h1>{t('title')}</h1>
      <span className="en-subtle">{name === '' ? t('unnamed') : name}</span>
    </div>
  )
}
