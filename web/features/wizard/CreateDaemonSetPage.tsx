import { Wizard, WizardStep } from '@patternfly/react-core'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { checkDraft } from '../../../domain/draft/checkDraft.ts'
import { steps, type Draft, type Step } from '../../../domain/draft/draft.ts'
import type { FieldProblem } from '../../../domain/draft/problems.ts'
import { usePriorityClasses } from '../../api/priorityClasses.ts'
import type { VocabularyView } from '../../live/views.ts'
import { BasicsStep } from './BasicsStep.tsx'
import { DraftFormProvider, useDraftForm } from './draftForm.ts'
import { LabelsStep } from './LabelsStep.tsx'
import { PermissionAlert } from './PermissionAlert.tsx'
import { PlacementPane } from './PlacementPane.tsx'
import { PlacementProvider } from './PlacementProvider.tsx'
import { PlacementStep } from './PlacementStep.tsx'
import { PodsStep } from './PodsStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import { StepLayout } from './StepLayout.tsx'
import { stepNav } from './StepNav.tsx'
import { useCreateFlow } from './useCreateFlow.ts'
import { useKeptDraft } from './useKeptDraft.ts'
import { useStep } from './useStep.ts'
import { useVocabulary } from './useVocabulary.ts'
import { WizardFooterBar } from './WizardFooterBar.tsx'
import { stepId, WizardHead } from './WizardHead.tsx'
import './wizard.css'

/** Creates a DaemonSet by clicking, with the nodes that it will run on always beside the form. */
export function CreateDaemonSetPage() {
  const { t } = useTranslation('wizard')
  const { step, goTo, hasMoved } = useStep()
  const { draft, change, discard, isKept } = useKeptDraft()
  const vocabulary = useVocabulary()
  const problems = useProblems(draft, vocabulary)
  const flow = useCreateFlow({
    draft,
    problems,
    vocabulary,
    step,
    discard,
  })
  const form = useDraftForm({ draft, change, vocabulary, problems, serverMessages: flow.messages })
  const navigate = useNavigate()
  const bodies: Readonly<Record<Step, ReactNode>> = {
    basics: <BasicsStep />,
    labels: <LabelsStep />,
    pods: <PodsStep />,
    placement: <PlacementStep />,
    review: <ReviewStep flow={flow} goTo={goTo} />,
  }
  return (
    <DraftFormProvider value={form}>
      <PlacementProvider draft={draft}>
        <Wizard
          className="en-wizard"
          header={<WizardHead name={draft.name} step={step} />}
          nav={stepNav(step, goTo)}
          footer={
            <WizardFooterBar
              {...{ step, goTo, flow, isKept }}
              discard={() => {
                discard()
                form.forget()
                form.want('name')
                goTo('basics')
              }}
              cancel={() => void navigate('/')}
            />
          }
          startIndex={steps.indexOf(step) + 1}
          shouldFocusContent={false}
        >
          {steps.map((each) => (
            <WizardStep key={each} id={stepId(each)} name={t(`steps.${each}`)} body={noPadding}>
              <StepLayout
                step={each}
                hasMoved={hasMoved}
                notice={<PermissionAlert permission={flow.permission} />}
                pane={<PlacementPane />}
              >
                {bodies[each]}
              </StepLayout>
            </WizardStep>
          ))}
        </Wizard>
      </PlacementProvider>
    </DraftFormProvider>
  )
}

function useProblems(draft: Draft, vocabulary: VocabularyView): readonly FieldProblem[] {
  const classes = usePriorityClasses()
  return useMemo(() => {
    const priorityClasses = classes?.map(({ name }) => name)
    return checkDraft(draft, { ...vocabulary, priorityClasses })
  }, [draft, vocabulary, classes])
}

const noPadding = { hasNoPadding: true }
