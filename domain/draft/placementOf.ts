import type { Labels, Taint, Toleration } from '../k8s/objects.ts'
import { tolerates } from '../k8s/taints.ts'
import type { PlacementSpec } from '../placement/verdict.ts'
import { checkToleration } from './checkDraft.ts'
import { appliedSelectorRows, labelsOf } from './checkLabels.ts'
import { nextRowId, taintEffects, withLabel, type Draft, type TolerationRow } from './draft.ts'

/** The draft's placement fields, of complete rows only: a half-typed rule is not applied. */
export function placementOf(draft: Draft): PlacementSpec {
  const selector = appliedSelectorRows(draft)
  const tolerations = appliedTolerations(draft)
  return {
    ...(selector.length > 0 ? { nodeSelector: labelsOf(selector) } : {}),
    ...(tolerations.length > 0 ? { tolerations: tolerations.map(tolerationOf) } : {}),
  }
}

/** The rows of tolerations that are complete and valid. */
export function appliedTolerations(draft: Draft): readonly TolerationRow[] {
  return draft.tolerations.filter((row) => checkToleration(row).length === 0)
}

function tolerationOf({ key, operator, value, effect }: TolerationRow): Toleration {
  return {
    ...(key === undefined || key === '' ? {} : { key }),
    operator,
    ...(operator === 'Equal' && value !== '' ? { value } : {}),
    ...(effect === '' ? {} : { effect }),
  }
}

/** The draft with one more toleration. */
export function withToleration(draft: Draft, toleration: Toleration): Draft {
  const row: TolerationRow = {
    id: nextRowId(draft.tolerations),
    key: toleration.key ?? '',
    operator: toleration.operator === 'Exists' ? 'Exists' : 'Equal',
    value: toleration.value ?? '',
    effect: taintEffects.find((effect) => effect === toleration.effect) ?? '',
  }
  return { ...draft, tolerations: [...draft.tolerations, row] }
}

/** The draft without the tolerations that cover a taint. */
export function withoutTolerationsOf(draft: Draft, taint: Taint): Draft {
  const covers = (row: TolerationRow) =>
    checkToleration(row).length === 0 && tolerates(tolerationOf(row), taint)
  return { ...draft, tolerations: draft.tolerations.filter((row) => !covers(row)) }
}

/** The draft whose node selector asks for these labels, too; of a key that it has already, for this value. */
export function withNodeSelector(draft: Draft, labels: Labels): Draft {
  const rows = Object.entries(labels).map(([key, value]) => ({ key, value }))
  return { ...draft, nodeSelector: rows.reduce(withLabel, draft.nodeSelector) }
}

/** The draft without the node selector's rows for a label. */
export function withoutSelectorKey(draft: Draft, key: string): Draft {
  return { ...draft, nodeSelector: draft.nodeSelector.filter((row) => row.key !== key) }
}
