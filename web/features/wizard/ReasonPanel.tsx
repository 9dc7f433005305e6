import { Button } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { withoutSelectorKey, withToleration } from '../../../domain/draft/placementOf.ts'
import type { Draft } from '../../../domain/draft/draft.ts'
import { printToleration } from '../../../domain/k8s/taints.ts'
import type { PlacementReason } from '../../../domain/placement/projectReason.ts'
import { labelText, useReasonText } from '../../ui/reasonText.ts'
import { useForm } from './draftForm.ts'
import type { ReasonItem } from './placementSummary.ts'
import { usePlacementOf } from './usePlacementOf.ts'

interface ReasonPanelProps {
  readonly item: ReasonItem
  readonly total: number
  readonly showAll: () => void
  /** The remedy was taken. */
  readonly onSolved: () => void
}

/** One reason: what it says, how many nodes it costs, and the button that solves it, with what would come of it. */
export function ReasonPanel({ item, total, showAll, onSolved }: ReasonPanelProps) {
  const { t } = useTranslation('wizard')
  const reasonText = useReasonText()
  const others = item.all - item.nodes
  return (
    <div className="en-reason-panel" role="status">
      <p>
        {reasonText(item.reason)} {t('map.reasonNodes', { count: item.nodes })}{' '}
        {others > 0 && t('map.alsoOther', { count: others })}
      </p>
      <div className="en-reason-actions">
        <Remedy reason={item.reason} total={total} onSolved={onSolved} />
        <Button variant="link" isInline onClick={showAll}>
          {t('map.showAll')}
        </Button>
      </div>
    </div>
  )
}

interface RemedyProps extends Pick<ReasonPanelProps, 'total' | 'onSolved'> {
  readonly reason: PlacementReason
}

/** Node affinity and node name are no part of the form: they have no remedy in it. Projects have a section of theirs. */
function Remedy({ reason, ...rest }: RemedyProps) {
  const { t } = useTranslation('wizard')
  if (reason.kind === 'taint') {
    const { fix } = reason
    const text = t('map.addToleration', { toleration: printToleration(fix) })
    return <RemedyButton {...rest} text={text} change={(draft) => withToleration(draft, fix)} />
  }
  if (reason.kind === 'nodeSelector') {
    const { key, wants } = reason
    const text = t('map.removeSelector', { label: labelText(key, wants) })
    const change = (draft: Draft) => withoutSelectorKey(draft, key)
    return <RemedyButton {...rest} text={text} change={change} />
  }
  return null
}

interface RemedyButtonProps extends Pick<ReasonPanelProps, 'total' | 'onSolved'> {
  readonly text: string
  readonly change: (draft: Draft) => Draft
}

function RemedyButton({ text, total, change, onSolved }: RemedyButtonProps) {
  const { t } = useTranslation('wizard')
  const form = useForm()
  const next = change(form.draft)
  const result = usePlacementOf(next)
  return (
    <>
      <Button
        variant="secondary"
        size="sm"
        onClick={() => {
          form.change(change)
          onSolved()
        }}
      >
        {text}
      </Button>
      {result !== undefined && (
        <span className="en-subtle">{t('map.result', { runs: result.runs, total })}</span>
      )}
    </>
  )
}
