import { Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { useView } from '../../live/useView.ts'
import type { KnownRollout, RolloutView } from '../../live/views.ts'
import { HolderList } from '../../ui/HolderList.tsx'
import { RolloutFacts } from './RolloutFacts.tsx'
import { useRolloutSentence } from './useRolloutSentence.ts'

interface RolloutSectionProps {
  readonly namespace: string
  readonly name: string
  /** False: whether there are outdated Pods is not known yet. */
  readonly podsKnown: boolean
}

/** How far the rollout is, what holds it up, and what happens next. */
export function RolloutSection({ namespace, name, podsKnown }: RolloutSectionProps) {
  const { t } = useTranslation('daemonSets')
  const view = useView('rollout', { namespace, name })
  return (
    <section aria-labelledby="en-daemonset-rollout">
      <Title headingLevel="h2" size="md" id="en-daemonset-rollout">
        {t('rollout.title')}
      </Title>
      <RolloutState view={podsKnown ? view : waiting} />
    </section>
  )
}

const waiting: RolloutView = { kind: 'unknown', why: 'pods' }

function RolloutState({ view }: { readonly view: RolloutView | undefined }) {
  const { t } = useTranslation('daemonSets')
  if (view === undefined) return <p role="status">{t('rollout.loading')}</p>
  if (view.kind === 'known') return <Known rollout={view} />
  return <p className="en-subtle">{t(`rollout.unknown.${view.why}`)}</p>
}

function Known({ rollout }: { readonly rollout: KnownRollout }) {
  const sentence = useRolloutSentence()(rollout)
  const { outdated, end } = rollout
  if (outdated > 0) {
    return (
      <>
        <p>{sentence}</p>
        {end.kind !== 'manual' && <RolloutFacts rollout={rollout} />}
      </>
    )
  }
  if (end.kind !== 'stalled') return <p className="en-subtle">{sentence}</p>
  return (
    <>
      <p>{sentence}</p>
      <HolderList holders={end.holders} />
    </>
  )
}
