import { labelOf } from '../k8s/labels.ts'
import { labelSelectorMatches } from '../k8s/labelSelector.ts'
import type { LabelSelector, Labels } from '../k8s/objects.ts'
import { labelsOf } from './checkLabels.ts'
import { nextRowId, type Draft, type LabelRow } from './draft.ts'
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

function withLabel(rows: readonly LabelRow[], { key, value }: LabelRow): readonly LabelRow[] {
  if (rows.some((row) => row.key === key)) {
    return rows.map((row) => (row.key === key ? { ...row, value } : row))
  }
  return [...rows, { id: nextRowId(rows), key, value }]
}

/** A DaemonSet that is there already, as far as its selector matters. */
export interface OtherDaemonSet {
  readonly namespace: string
  readonly name: string
  readonly selector: LabelSelector | undefined
  readonly templateLabels: Labels | undefined
}

/**
 * The DaemonSets of the draft's namespace whose Pods its selector would select, or that would select its Pods. Kubernetes
 * allows it, and the two then fight over Pods once one of them is orphaned.
 */
export function overlappingDaemonSets(
  draft: Draft,
  others: readonly OtherDaemonSet[],
): readonly OtherDaemonSet[] {
  const selector = { matchLabels: labelsOf(draft.selector) }
  if (Object.keys(selector.matchLabels).length === 0) return []
  const labels = labelsOf(draft.templateLabels)
  return others.filter(
    (other) =>
      other.namespace === draft.namespace &&
      other.name !== draft.name &&
      (labelSelectorMatches(selector, other.templateLabels) ||
        labelSelectorMatches(other.selector, labels)),
  )
}
