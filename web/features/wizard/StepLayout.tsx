import { Form } from '@patternfly/react-core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../domain/draft/draft.ts'
import { useForm } from './draftForm.ts'

interface StepLayoutProps {
  readonly step: Step
  /** The step was gone to from another: its title takes the focus. */
  readonly hasMoved: boolean
  /** Stands above the fields, on every step. */
  readonly notice: ReactNode
  readonly children: ReactNode
  /** Stands at the right, whatever the step. */
  readonly pane: ReactNode
}

/** A step: its form at the left, where its Pods will run at the right. */
export function StepLayout({ step, hasMoved, notice, children, pane }: StepLayoutProps) {
  const { t } = useTranslation('wizard')
  return (
    <div className="en-step-layout">
      <Form
        className="en-step-form"
        onSubmit={(event) => event.preventDefault()}
        autoComplete="off"
        noValidate
      >
        <div>
          <StepTitle step={step} hasMoved={hasMoved} />
          <p className="en-subtle">{t(`${step}.intro`)}</p>
        </div>
        {notice}
        {children}
      </Form>
      {pane}
    </div>
  )
}

interface StepTitleProps {
  readonly step: Step
  readonly hasMoved: boolean
}

/** Takes the focus when the step is gone to, so that keyboard and screen reader go on from there. */
function StepTitle({ step, hasMoved }: StepTitleProps) {
  const { t } = useTranslation('wizard')
  const { wanted } = useForm()
  const title = useRef<HTMLHeadingElement>(null)
  const isWanted = hasMoved && wanted === undefined
  useEffect(() => {
    if (isWanted) title.current?.focus({ preventScroll: true })
    // Only when the step opens: later, fields ask for the focus themselves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return (
    <h2 ref={title} tabIndex={-1} className="en-step-title">
      {t(`steps.${step}`)}
    </h2>
  )
}
