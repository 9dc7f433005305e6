/** Fields with a few possible values. */
import type { Json } from '../../../domain/decode/readJson.ts'
import { unsupported, type FieldErrors } from '../fieldErrors.ts'
import { inText } from './parts.ts'

/** Nothing is wrong with one that is absent. @param path '' for fields of the object itself */
export function choiceErrors(
  object: Json,
  path: string,
  field: string,
  choices: readonly string[],
): FieldErrors {
  const where = path === '' ? field : `${path}.${field}`
  return inText(object[field], (value) =>
    choices.includes(value) ? [] : [unsupported(where, value, choices)],
  )
}
