import { useTranslation } from 'react-i18next'
import type { CellView } from '../../live/views.ts'
import { cellStory } from './cellStory.ts'

/** The sentences for a cell in the page's language. */
export function useCellStory(): (view: CellView) => readonly string[] {
  const { t } = useTranslation('placement')
  return (view) => cellStory(view).map(({ key, values }) => t(`story.${key}`, { ...values }))
}
