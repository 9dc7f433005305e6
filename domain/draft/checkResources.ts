import { parseQuantity, quantityValue } from '../k8s/quantity.ts'
import type { Draft } from './draft.ts'
import { problem, warning, type FieldProblem } from './problems.ts'

/** What is wrong with the container's requests; empty ones ask for nothing. */
export function checkResources(draft: Draft): readonly FieldProblem[] {
  return [...checkQuantity('cpuRequest', draft), ...checkQuantity('memoryRequest', draft)]
}

function checkQuantity(
  field: 'cpuRequest' | 'memoryRequest',
  draft: Draft,
): readonly FieldProblem[] {
  const text = draft[field]
  if (text === '') return []
  const quantity = parseQuantity(text)
  const code = field === 'cpuRequest' ? 'cpuQuantity' : 'memoryQuantity'
  if ('error' in quantity || quantity.unscaled < 0n) return [problem(field, code)]
  const isWhole = quantityValue(quantity, -3) % 1000n === 0n
  // `512m` for 512 megabytes is a thousandth of a byte each (pkg/api/pod/warnings.go).
  return field === 'memoryRequest' && !isWhole ? [warning(field, 'fractionalBytes', { text })] : []
}
