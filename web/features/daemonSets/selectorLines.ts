import type { Labels, LabelSelector } from '../../../domain/k8s/objects.ts'

/** Labels as `key=value`, sorted. */
export function selectorLines(labels: Labels | undefined): readonly string[] {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
}

/** A label selector as kubectl prints it, one requirement a line. */
export function labelSelectorLines(selector: LabelSelector | undefined): readonly string[] {
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator.toLowerCase()} (${values.join(',')})`
  })
  return [...selectorLines(selector?.matchLabels), ...expressions]
}
