import { isJson } from '../../../domain/decode/readJson.ts'

/** A patch with directives that make no sense: the API server tells it as an error of its own. */
export class StrategicError extends Error {
  override readonly name = 'StrategicError'
}

/** A value as Go prints it: maps by their keys' order. */
export function printGo(value: unknown): string {
  if (value === null || value === undefined) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(printGo).join(' ')}]`
  if (typeof value === 'string') return value
  if (!isJson(value)) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `map[${entries.map(([key, field]) => `${key}:${printGo(field)}`).join(' ')}]`
}
