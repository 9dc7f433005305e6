/** Numbers, ports and percentages (apimachinery, pkg/util/validation). */
import { number } from '../../../domain/decode/readJson.ts'
import { regexError } from '../../../domain/k8s/names.ts'
import { invalid, invalids, type FieldErrors } from '../fieldErrors.ts'

const negative = 'must be greater than or equal to 0'

/** Nothing is wrong with a number that is absent. */
export function nonNegative(value: unknown, field: string): FieldErrors {
  return (number(value) ?? 0) < 0 ? [invalid(field, value, negative)] : []
}

export function portNumber(value: number, field: string): FieldErrors {
  if (value >= 1 && value <= 65535) return []
  return [invalid(field, value, 'must be between 1 and 65535, inclusive')]
}

/** IsValidPortName */
export function portNameErrors(name: string): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [
      /^[-a-z0-9]+$/.test(name),
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    ],
    [/[a-z]/.test(name), 'must contain at least one letter (a-z)'],
    [!name.includes('--'), 'must not contain consecutive hyphens'],
    [!/^-|-$/.test(name), 'must not begin or end with a hyphen'],
  ]
  return [
    ...(name.length > 15 ? ['must be no more than 15 characters'] : []),
    ...rules.filter(([isKept]) => !isKept).map(([, text]) => text),
  ]
}

/** A port of a container, by its number or its name. */
export function portNumberOrName(value: unknown, field: string): FieldErrors {
  if (typeof value === 'string') return invalids(field, value, portNameErrors(value))
  return portNumber(number(value) ?? 0, field)
}

const percent = /^[0-9]+%$/

/** ValidatePositiveIntOrPercent */
export function intOrPercent(value: unknown, field: string): FieldErrors {
  if (typeof value !== 'string') return nonNegative(value, field)
  if (percent.test(value)) return []
  const rule = "a valid percent string must be a numeric string followed by an ending '%'"
  return [invalid(field, value, regexError(rule, '[0-9]+%', ['1%', '93%']))]
}

export function notMoreThanAll(value: unknown, field: string): FieldErrors {
  if (typeof value !== 'string' || amountOf(value) <= 100) return []
  return [invalid(field, value, 'must not be greater than 100%')]
}

/** 0 for text that is neither a number nor a percentage. */
export function amountOf(value: unknown): number {
  if (typeof value === 'string') return /^[0-9]+%?$/.test(value) ? Number.parseInt(value, 10) : 0
  return number(value) ?? 0
}
