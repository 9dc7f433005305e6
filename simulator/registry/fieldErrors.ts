/** What is wrong with a field, in Kubernetes' words (apimachinery, pkg/util/validation/field/errors.go). */

export interface FieldError {
  /** Such as FieldValueInvalid. */
  readonly reason: string
  readonly field: string
  /** Without the field's name. */
  readonly message: string
}

export type FieldErrors = readonly FieldError[]

export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) }
}

export function invalid(field: string, value: unknown, detail: string): FieldError {
  const message = withDetail(`Invalid value: ${printValue(value)}`, detail)
  return { reason: 'FieldValueInvalid', field, message }
}

/** One error for each text that says what is wrong with a value. */
export function invalids(
  field: string,
  value: unknown,
  details: readonly string[],
): readonly FieldError[] {
  return details.map((detail) => invalid(field, value, detail))
}

export function unsupported(
  field: string,
  value: unknown,
  supported: readonly string[],
): FieldError {
  const list = supported.map((each) => JSON.stringify(each)).join(', ')
  const message = `Unsupported value: ${printValue(value)}: supported values: ${list}`
  return { reason: 'FieldValueNotSupported', field, message }
}

export function duplicate(field: string, value: unknown): FieldError {
  const message = `Duplicate value: ${printValue(value)}`
  return { reason: 'FieldValueDuplicate', field, message }
}

export function forbiddenField(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) }
}

export function notFoundValue(field: string, value: unknown): FieldError {
  return { reason: 'FieldValueNotFound', field, message: `Not found: ${printValue(value)}` }
}

export function tooLong(field: string, maxBytes: number): FieldError {
  const message = `Too long: may not be more than ${maxBytes} bytes`
  return { reason: 'FieldValueTooLong', field, message }
}

/** All in one line, each text once (ErrorList.ToAggregate). */
export function joinFieldErrors(errors: FieldErrors): string {
  const distinct = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))]
  return distinct.length === 1 ? distinct.join('') : `[${distinct.join(', ')}]`
}

function withDetail(what: string, detail: string): string {
  return detail === '' ? what : `${what}: ${detail}`
}

/** Go's JSON escapes what HTML takes for its own, but not in plain texts. */
function printValue(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null'
  if (typeof value === 'string') return json
  return json.replaceAll(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}
