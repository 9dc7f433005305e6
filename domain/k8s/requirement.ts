/** A requirement that a selector puts on one label (apimachinery, pkg/labels/selector.go). */
import { parseInt64, type Int64 } from './int64.ts'
import { labelKeyErrors, labelOf, labelValueErrors } from './labels.ts'
import type { Labels } from './objects.ts'

export type RequirementOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt'

/** A valid requirement: only `requirement` makes one. */
export interface Requirement {
  readonly key: string
  readonly operator: RequirementOperator
  readonly values: readonly string[]
  /** The value of gt and lt as a number. */
  readonly bound: Int64 | undefined
}

/** Checks a requirement (NewRequirement); the error is Kubernetes' text. */
export function requirement(
  key: string,
  operator: RequirementOperator,
  values: readonly string[],
): Requirement | { readonly error: string } {
  const keyErrors = labelKeyErrors(key)
  const errors = [
    ...(keyErrors.length === 0 ? [] : [invalid('key', key, keyErrors.join('; '))]),
    ...valuesErrors(operator, values),
    ...values.flatMap((value, index) => valueErrors(key, value, index)),
  ]
  if (errors.length > 0) return { error: aggregate(errors) }
  const bound = operator === 'gt' || operator === 'lt' ? parseInt64(values[0] ?? '') : undefined
  return { key, operator, values, bound }
}

function valueErrors(key: string, value: string, index: number): readonly string[] {
  const errors = labelValueErrors(value)
  return errors.length === 0 ? [] : [invalid(`values[${index}][${key}]`, value, errors.join('; '))]
}

function valuesErrors(operator: RequirementOperator, values: readonly string[]): readonly string[] {
  const errorUnless = (good: boolean, why: string): readonly string[] =>
    good ? [] : [invalid('values', values, why)]
  switch (operator) {
    case 'in':
    case 'notin':
      return errorUnless(
        values.length > 0,
        "for 'in', 'notin' operators, values set can't be empty",
      )
    case '=':
    case '==':
    case '!=':
      return errorUnless(values.length === 1, 'exact-match compatibility requires one single value')
    case 'exists':
    case '!':
      return errorUnless(
        values.length === 0,
        'values set must be empty for exists and does not exist',
      )
    default:
      return [
        ...errorUnless(
          values.length === 1,
          "for 'Gt', 'Lt' operators, exactly one value is required",
        ),
        ...values.flatMap(boundErrors),
      ]
  }
}

function boundErrors(value: string, index: number): readonly string[] {
  if (parseInt64(value) !== undefined) return []
  return [
    invalid(`values[${index}]`, value, "for 'Gt', 'Lt' operators, the value must be an integer"),
  ]
}

function invalid(path: string, value: string | readonly string[], why: string): string {
  return `${path}: Invalid value: ${JSON.stringify(value)}: ${why}`
}

/** Several errors in one line, as Kubernetes' aggregates print. */
function aggregate(errors: readonly string[]): string {
  const distinct = [...new Set(errors)].join(', ')
  return errors.length === 1 ? distinct : `[${distinct}]`
}

/** Does a label's value (undefined: no such label) meet the requirement (Requirement.Matches)? */
export function meetsRequirement(requirement: Requirement, value: string | undefined): boolean {
  switch (requirement.operator) {
    case '=':
    case '==':
    case 'in':
      return value !== undefined && requirement.values.includes(value)
    case '!=':
    case 'notin':
      return value === undefined || !requirement.values.includes(value)
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    default:
      return isBeyond(requirement, value)
  }
}

function isBeyond({ operator, bound }: Requirement, value: string | undefined): boolean {
  const number = value === undefined ? undefined : parseInt64(value)
  if (number === undefined || bound === undefined) return false
  return operator === 'gt' ? number > bound : number < bound
}

/** Do the labels meet all requirements? No requirements match everything. */
export function matchesSelectorRequirements(
  requirements: readonly Requirement[],
  labels: Labels | undefined,
): boolean {
  return requirements.every((each) => meetsRequirement(each, labelOf(labels, each.key)))
}
