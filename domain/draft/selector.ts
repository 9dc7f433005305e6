import { labelOf } from '../k8s/labels.ts'
import { labelsOf } from './checkLabels.ts'
import { withLabel, type Draft, type LabelRow } from './draft.ts'
import { problem, type FieldProblem } from './problems.ts'

/** The selector must not be empty, and must select the template's own labels (apps/validation, ValidateDaemonSetSpec). */
export function checkSelector(draft: Draft): readonly FieldProblem[] {
  const wanted = Object.entries(labelsOf(draft.selector))
  if (wanted.length === 0) return [problem('selector', 'selectorEmpty')]
  const labels = labelsOf(draft.templateLabels)
  const missing = wanted.filter(([key, value]) => labelOf(labels, key) !== value)
  if (missing.length === 0) return []
  const pairs = missing.map(([key, value]) => `${key}=${value}`).join(', ')
  return [problem('templateLabels', 'selectorMismatch', { labels: pairs })]
}

/** The draft with the selector's labels added to the template's, so that the selector matches. */
export function withMatchingTemplate(draft: Draft): Draft {
  const templateLabels = draft.selector
    .filter(({ key }) => key !== '')
    .reduce<readonly LabelRow[]>(withLabel, draft.templateLabels)
  return { ...draft, templateLabels }
}
