import { useTranslation } from 'react-i18next'
import type { RolloutNumbers } from '../../../domain/rollout/budget.ts'

/**
 * @returns a function that says how many nodes a rolling update may take at a time, and what that comes from
 */
export function useBudgetText(): (numbers: RolloutNumbers) => string {
  const { t } = useTranslation('daemonSets')
  return (numbers) => {
    if (numbers.isFallback) return t('rollout.bothZero')
    const { field } = numbers
    const { count, isDefault, share } = numbers[field]
    if (share === undefined) {
      return t(isDefault ? 'rollout.numberDefault' : 'rollout.number', { field, number: count })
    }
    const { percent, of, exact } = share
    const key = exact === count ? 'rollout.share' : 'rollout.shareRounded'
    return t(key, { field, percent, count: of, number: count, exact })
  }
}
