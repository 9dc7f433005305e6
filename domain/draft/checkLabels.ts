import { labelKeyErrors, labelValueErrors } from '../k8s/labels.ts'
import { isBlank, type Draft, type LabelList, type LabelRow } from './draft.ts'
import { problem, type FieldProblem } from './problems.ts'

/** What is wrong with the rows of a list of labels, in their order. */
export function checkLabelRows(draft: Draft, list: LabelList): readonly FieldProblem[] {
  const seen = new Set<string>()
  return draft[list].flatMap((row) => {
    if (isBlank(row)) return []
    const twice = row.key !== '' && seen.has(row.key)
    seen.add(row.key)
    return [...checkKey(list, row, twice), ...checkValue(list, row)]
  })
}

function checkKey(list: LabelList, row: LabelRow, twice: boolean): readonly FieldProblem[] {
  const field = `${list}.${row.id}.key` as const
  if (row.key === '') return [problem(field, 'keyMissing')]
  if (labelKeyErrors(row.key).length > 0) return [problem(field, 'labelKey', { key: row.key })]
  return twice ? [problem(field, 'duplicateKey', { key: row.key })] : []
}

function checkValue(list: LabelList, row: LabelRow): readonly FieldProblem[] {
  const field = `${list}.${row.id}.value` as const
  if (row.value === undefined) {
    return list === 'nodeSelector' ? [problem(field, 'valueMissing', { key: row.key })] : []
  }
  return labelValueErrors(row.value).length > 0
    ? [problem(field, 'labelValue', { value: row.value })]
    : []
}

/** A list's labels as they would stand in a manifest: rows without a key are left out. */
export function labelsOf(rows: readonly LabelRow[]): Readonly<Record<string, string>> {
  const named = rows.filter(({ key }) => key !== '')
  return Object.fromEntries(named.map(({ key, value }) => [key, value ?? '']))
}

/** The rows of the node selector that are complete and valid: only these are applied. */
export function appliedSelectorRows(draft: Draft): readonly LabelRow[] {
  const wrong = new Set(checkLabelRows(draft, 'nodeSelector').map(({ field }) => field))
  return draft.nodeSelector.filter(
    (row) =>
      row.key !== '' &&
      !wrong.has(`nodeSelector.${row.id}.key`) &&
      !wrong.has(`nodeSelector.${row.id}.value`),
  )
}
