import { useTranslation } from 'react-i18next'
import type { KnownRollout } from '../../live/views.ts'

const causes = ['notWanted', 'ended', 'duplicate', 'replaced', 'nodeGone', 'outdated'] as const

/**
 * @returns a function that says what the controller does next, each thing in one line
 */
export function useNextStepLines(): (rollout: KnownRollout) => readonly string[] {
  const { t } = useTranslation('daemonSets')
  return ({ next, numbers, end }) => {
    const { created, deleted, surged, chosen, misplaced, blocked, stray } = next
    const chosenKey = numbers.field === 'maxSurge' ? 'surgedWithin' : 'replaced'
    const actions = [
      ['created', created],
      ...causes.map((cause) => [`deleted.${cause}`, deleted[cause] ?? 0] as const),
      ['surged', surged],
      [chosenKey, chosen],
      ['misplaced', misplaced],
    ] as const
    const lines = actions
      .filter(([, count]) => count > 0)
      .map(([key, count]) => t(`rollout.step.${key}`, { count }))
    const isStalled = end.kind === 'stalled' && end.when === 'now'
    const idle =
      lines.length === 0 ? [t(isStalled ? 'rollout.step.none' : 'rollout.step.wait')] : []
    return [
      ...lines,
      ...idle,
      ...(stray > 0 ? [t('rollout.step.stray', { count: stray })] : []),
      ...(blocked > 0 ? [t('rollout.step.blocked', { count: blocked })] : []),
    ]
  }
}
