import { useTranslation } from 'react-i18next'
import type { CellView } from '../../live/views.ts'
import { useReasonText } from '../../ui/reasonText.ts'
import { cellStory } from './cellStory.ts'

/** The sentences for a cell in the page's language. */
export function useCellStory(): (view: CellView) => readonly string[] {
  const { t } = useTranslation('placement')
  const reasonText = useReasonText()
  return (view) =>
    cellStory(view).map((sentence) =>
      sentence.key === 'fit'
        ? reasonText(sentence.reason)
        : t(`story.${sentence.key}`, { ...sentence.values }),
    )
}
