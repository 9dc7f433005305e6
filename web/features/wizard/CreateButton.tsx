import { Button } from '@patternfly/react-core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CreateFlow } from './useCreateFlow.ts'

/** Creates the DaemonSet; while it can't, it says beside it why. */
export function CreateButton({ flow }: { readonly flow: CreateFlow }) {
  const { t } = useTranslation('wizard')
  const reasonId = useId()
  const { creation, hindrance, permission } = flow
  const isRunning = creation.state === 'running'
  const reasons = {
    permission: t('review.permissionHelp', { missing: permission.missing }),
    problems: t('review.waitForProblems'),
    offline: t('review.offline'),
    check: t('review.waitForCheck'),
    outcome: t('review.waitForOutcome'),
  }
  return (
    <>
      <Button
        variant="primary"
        isAriaDisabled={hindrance !== undefined || isRunning}
        isLoading={isRunning}
        aria-describedby={reasonId}
        onClick={flow.create}
      >
        {isRunning ? t('footer.creating') : t('footer.create')}
      </Button>
      <span id={reasonId} className="en-create-reason">
        {hindrance !== undefined && reasons[hindrance]}
      </span>
    </>
  )
}
