import { Button } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon.js'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../../../domain/draft/draft.ts'
import {
  placementOf,
  withoutTolerationsOf,
  withToleration,
} from '../../../domain/draft/placementOf.ts'
import type { Taint } from '../../../domain/k8s/objects.ts'
import { isTolerated, printTaint, tolerationFor } from '../../../domain/k8s/taints.ts'
import { automaticTolerations } from '../../../domain/placement/tolerations.ts'
import { useForm } from './draftForm.ts'

/** The taints of the cluster's nodes that keep Pods away; one click tolerates one. */
export function ClusterTaints() {
  const { t } = useTranslation('wizard')
  const titleId = useId()
  const { vocabulary } = useForm()
  const taints = vocabulary.taints.filter(({ taint }) => taint.effect !== 'PreferNoSchedule')
  return (
    <section className="en-rows" aria-labelledby={titleId}>
      <h3 id={titleId}>{t('placement.tolerations')}</h3>
      <p className="en-help">
        {taints.length === 0 ? t('placement.noTaints') : t('placement.tolerationsHelp')}
      </p>
      {taints.length > 0 && (
        <ul className="en-taints">
          {taints.map(({ taint, nodes }) => (
            <TaintItem key={printTaint(taint)} taint={taint} nodes={nodes} />
          ))}
        </ul>
      )}
    </section>
  )
}

function TaintItem({ taint, nodes }: { readonly taint: Taint; readonly nodes: number }) {
  const { t } = useTranslation('wizard')
  return (
    <li>
      <span className="en-mono">{printTaint(taint)}</span>
      <span className="en-subtle">{t('rows.nodes', { count: nodes })}</span>
      <TaintState taint={taint} />
    </li>
  )
}

/** Tolerates the taint, or takes that back. */
function TaintState({ taint }: { readonly taint: Taint }) {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  if (isTolerated(automaticTolerations(false), taint)) {
    return <span className="en-subtle">{t('placement.toleratedAlways')}</span>
  }
  const isOn = isTolerated(placementOf(draft).tolerations ?? [], taint)
  const toggle = (now: Draft) =>
    isOn ? withoutTolerationsOf(now, taint) : withToleration(now, tolerationFor(taint))
  return (
    <Button
      variant="link"
      isInline
      icon={isOn && <CheckIcon />}
      aria-label={t('placement.tolerateOf', { taint: printTaint(taint) })}
      aria-pressed={isOn}
      onClick={() => change(toggle)}
    >
      {isOn ? t('placement.tolerated') : t('placement.tolerate')}
    </Button>
  )
}
