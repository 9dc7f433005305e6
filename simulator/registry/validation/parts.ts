/** Parts of objects that are validated: what is absent or of another type is taken for empty. */
import { isJson, text, type Json } from '../../../domain/decode/readJson.ts'
import type { FieldErrors } from '../fieldErrors.ts'

/** The errors of each item of a list, each with its own path. */
export function eachItem(
  list: unknown,
  path: string,
  errorsOf: (item: Json, path: string, index: number) => FieldErrors,
): FieldErrors {
  return itemsOf(list).flatMap((item, index) => errorsOf(item, `${path}[${index}]`, index))
}

export function itemsOf(list: unknown): readonly Json[] {
  if (!Array.isArray(list)) return []
  return list.map((item: unknown) => (isJson(item) ? item : {}))
}

export function textsOf(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return []
  return list.map((item: unknown) => (typeof item === 'string' ? item : ''))
}

/** The errors of a part, where it is there. */
export function inPart(
  value: unknown,
  path: string,
  errorsOf: (part: Json, path: string) => FieldErrors,
): FieldErrors {
  return isJson(value) ? errorsOf(value, path) : []
}

/** Errors of a text, where it is there and not empty. */
export function inText(value: unknown, errorsOf: (text: string) => FieldErrors): FieldErrors {
  const found = text(value)
  return found === undefined ? [] : errorsOf(found)
}

/** The later of two of the same name, for which `known` remembers what has been. */
export function isRepeated(known: Set<string>, value: string): boolean {
  if (known.has(value)) return true
  known.add(value)
  return false
}
