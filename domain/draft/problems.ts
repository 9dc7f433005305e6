import type { Field } from './draft.ts'

/** What can be wrong with a field; the sentences are the form's. */
export type ProblemCode =
  | 'required'
  | 'dnsSubdomain'
  | 'dnsLabel'
  | 'nameTaken'
  | 'namespaceUnknown'
  | 'namespaceTerminating'
  | 'keyMissing'
  | 'labelKey'
  | 'labelValue'
  | 'duplicateKey'
  | 'valueMissing'
  | 'selectorEmpty'
  | 'selectorMismatch'
  | 'imageSpaces'
  | 'portNumber'
  | 'portName'
  | 'duplicatePortName'
  | 'duplicatePort'
  | 'duplicateHostPort'
  | 'cpuQuantity'
  | 'memoryQuantity'
  | 'fractionalBytes'
  | 'priorityClassUnknown'
  | 'seconds'

export interface FieldProblem {
  readonly field: Field
  readonly code: ProblemCode
  /** A warning does not keep anyone from going on. */
  readonly severity: 'error' | 'warning'
  /** What the sentence names. */
  readonly params: Readonly<Record<string, string>>
}

/** A problem that has to be solved before the draft can be sent. */
export function problem(
  field: Field,
  code: ProblemCode,
  params: Readonly<Record<string, string>> = {},
): FieldProblem {
  return { field, code, severity: 'error', params }
}

/** A problem that only deserves attention. */
export function warning(
  field: Field,
  code: ProblemCode,
  params: Readonly<Record<string, string>> = {},
): FieldProblem {
  return { field, code, severity: 'warning', params }
}
