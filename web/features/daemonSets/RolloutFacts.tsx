import { useTranslation } from 'react-i18next'
import type { KnownRollout, RolloutOutlook } from '../../live/views.ts'
import { type Fact, FactList } from '../../ui/FactList.tsx'
import { HolderList } from '../../ui/HolderList.tsx'
import { useBudgetText } from './useBudgetText.ts'
import { useNextStepLines } from './useNextStepLines.ts'

/** The budget of a rolling update, who holds it, what comes next, and how it ends. */
export function RolloutFacts({ rollout }: { readonly rollout: KnownRollout }) {
  const { t } = useTranslation('daemonSets')
  const { numbers, holders } = rollout
  const facts: readonly Fact[] = [
    { term: t('rollout.budget'), value: useBudgetText()(numbers) },
    {
      term: t('rollout.held'),
      value: (
        <>
          {t('rollout.heldOf', { count: holders.count, limit: numbers.limit })}
          <HolderList holders={holders} />
        </>
      ),
    },
    { term: t('rollout.next'), value: <NextStep rollout={rollout} /> },
    ...useEndFacts(rollout.end),
  ]
  return <FactList facts={facts} />
}

function NextStep({ rollout }: { readonly rollout: KnownRollout }) {
  const lines = useNextStepLines()(rollout)
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Complete({ end }: { readonly end: Extract<RolloutOutlook, { kind: 'complete' }> }) {
  const { t } = useTranslation('daemonSets')
  const { steps, mayStall } = end
  return (
    <>
      {t('rollout.endComplete', { count: steps })}
      {mayStall !== undefined && (
        <>
          <p>{t('rollout.mayStall', { count: mayStall.outdated })}</p>
          <HolderList holders={mayStall.holders} />
        </>
      )}
    </>
  )
}

/** Nothing where it has ended in a stall: that has been said. */
function useEndFacts(end: RolloutOutlook): readonly Fact[] {
  const { t } = useTranslation('daemonSets')
  const term = t('rollout.end')
  if (end.kind === 'complete') {
    // Without a step it is the garbage collector that ends it.
    return end.steps === 0 ? [] : [{ term, value: <Complete end={end} /> }]
  }
  if (end.kind === 'manual' || end.when === 'now') return []
  const text =
    end.outdated > 0
      ? t('rollout.endStalled', { count: end.outdated })
      : t('rollout.endUnavailable', { count: end.holders.count })
  return [
    {
      term,
      value: (
        <>
          {text}
          <HolderList holders={end.holders} />
        </>
      ),
    },
  ]
}
