/** Label selectors as they stand in objects (apimachinery, pkg/apis/meta/v1/helpers.go). */
import type { LabelSelector, LabelSelectorRequirement, Labels } from './objects.ts'
import { printRequirements } from './parseLabelSelector.ts'
import {
  matchesSelectorRequirements,
  requirement,
  type Requirement,
  type RequirementOperator,
} from './requirement.ts'

const operators: ReadonlyMap<string, RequirementOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
])

/** A selector's requirements, or why Kubernetes cannot read it (LabelSelectorAsSelector). */
export function labelSelectorRequirements(
  selector: LabelSelector,
): { readonly requirements: readonly Requirement[] } | { readonly error: string } {
  const requirements: Requirement[] = []
  const read = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) =>
      requirement(key, '=', [value]),
    ),
    ...(selector.matchExpressions ?? []).map(expressionRequirement),
  ]
  for (const each of read) {
    if ('error' in each) return each
    requirements.push(each)
  }
  return { requirements }
}

function expressionRequirement(
  expression: LabelSelectorRequirement,
): Requirement | { readonly error: string } {
  const operator = operators.get(expression.operator)
  if (operator !== undefined) return requirement(expression.key, operator, expression.values ?? [])
  return { error: `${JSON.stringify(expression.operator)} is not a valid label selector operator` }
}

/**
 * Does a selector select these labels? No selector selects nothing, an empty one everything, and one that Kubernetes
 * cannot read nothing.
 */
export function labelSelectorMatches(
  selector: LabelSelector | undefined,
  labels: Labels | undefined,
): boolean {
  if (selector === undefined) return false
  const read = labelSelectorRequirements(selector)
  return 'requirements' in read && matchesSelectorRequirements(read.requirements, labels)
}

/** A selector in kubectl's syntax; '' for one that selects everything or cannot be read. */
export function printLabelSelector(selector: LabelSelector): string {
  const read = labelSelectorRequirements(selector)
  return 'requirements' in read ? printRequirements(read.requirements) : ''
}
