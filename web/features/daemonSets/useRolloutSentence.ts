import { useTranslation } from 'react-i18next'
import type { KnownRollout } from '../../live/views.ts'

/**
 * @returns a function that says in one sentence how a rollout stands
 */
export function useRolloutSentence(): (rollout: KnownRollout) => string {
  const { t } = useTranslation('daemonSets')
  return (rollout) => {
    const { outdated, updatedNodes: updated, numbers, end } = rollout
    const counts = { updated, count: numbers.desired }
    if (outdated === 0) {
      if (end.kind === 'stalled') {
        return t('rollout.state.unavailable', { count: end.holders.count })
      }
      if (numbers.desired === 0) return t('rollout.state.noNodes')
      return t(updated < numbers.desired ? 'rollout.state.filling' : 'rollout.state.done', counts)
    }
    if (end.kind === 'manual') return t('rollout.state.manual', { count: outdated })
    if (end.kind !== 'stalled' || end.when === 'later') return t('rollout.state.updating', counts)
    return t(`rollout.state.${stallReason(rollout)}`, { ...counts, limit: numbers.limit })
  }
}

/** Why no step is possible. */
function stallReason({
  numbers,
  holders,
  next,
}: KnownRollout): 'stalledGone' | 'stalledBudget' | 'stalled' {
  if (next.stray > 0) return 'stalledGone'
  return holders.count >= numbers.limit ? 'stalledBudget' : 'stalled'
}
