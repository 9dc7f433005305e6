import { Form } from '@patternfly/react-core'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Step } from '../../../domain/draft/draft.ts'
import { useForm } from './draftForm.ts'

interface StepLayoutProps {
  readonly step: Step
  readonly children: ReactNode
  /** Stands at the right, whatever the step. */
  readonly pane: ReactNode
}

/** A step: its form at the left, where its Pods will run at the right. */
export function StepLayout({ step, children, pane }: StepLayoutProps) {
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
          <StepTitle step={step} />
          <p className="en-subtle">{t(`${step}.intro`)}</p>
        </div>
        {children}
      </Form>
      {pane}
    </div>
  )
}

/** The step's title; it takes the focus when the step opens, so that a keyboard goes on from there. */
function StepTitle({ step }: { readonly step: Step }) {
  const { t } = useTranslation('wizard')
  const { wanted } = useForm()
  const title = useRef<HTMLHeadingElement>(null)
  const isFieldWanted = wanted !== undefined
  useEffect(() => {
    if (!isFieldWanted) title.current?.focus({ preventScroll: true })
    // Only when the step opens: later, fields ask for the focus themselves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return (
    <h2 ref={title} tabIndex={-1} className="en-step-title">
      {t(`steps.${step}`)}
    </h2>
  )
}
