import { useTranslation } from 'react-i18next'
import { useWords } from '../../../api/projectRules.ts'
import { filterableStates } from '../gridUrl.ts'
import type { ChipKind } from './filterChips.ts'

interface ChipTexts {
  readonly kind: (kind: ChipKind) => string
  readonly value: (kind: ChipKind, value: string) => string
}

/** How filters are called. */
export function useChipTexts(): ChipTexts {
  const { t } = useTranslation(['placement', 'states'])
  const kinds: Readonly<Record<ChipKind, string>> = {
    nodeName: t('filter.chipNodeName'),
    nodeLabels: t('filter.chipNodeLabels'),
    daemonSetName: t('filter.chipDaemonSetName'),
    projects: t('filter.projects', { context: useWords() }),
    states: t('filter.state'),
    problems: t('filter.chipOnly'),
  }
  const value = (kind: ChipKind, text: string) => {
    if (kind === 'problems') return t('filter.chipProblems')
    const state = filterableStates.find((each) => each === text)
    return kind === 'states' && state !== undefined ? t(`states:name.${state}`) : text
  }
  return { kind: (kind) => kinds[kind], value }
}
