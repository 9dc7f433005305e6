/** How the two decoders of the API server tell a value of a wrong type. */
import { isJson } from '../../domain/decode/readJson.ts'
import { goKind, goName } from './schema.ts'

/**
 * @param struct the struct that has the field
 * @param field the field's path, without indexes
 */
export type Mismatch = (value: unknown, type: string, struct: string, field: string) => string

/** encoding/json, which decodes bodies. */
export const jsonMismatch: Mismatch = (value, type, struct, field) => {
  const where = field === '' ? 'Go value' : `Go struct field ${struct}.${field}`
  return `json: cannot unmarshal ${jsonName(value, goKind(type))} into ${where} of type ${goName(type)}`
}

/** A number that is no such integer is named itself. */
function jsonName(value: unknown, kind: string): string {
  if (typeof value === 'number') return kind.startsWith('int') ? `number ${value}` : 'number'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** apimachinery, pkg/runtime/converter.go, which decodes what a strategic merge patch makes. */
export const unstructuredMismatch: Mismatch = (value, type) => {
  const found = unstructuredName(value)
  const kind = goKind(type)
  if (type.startsWith('[]')) return `cannot restore slice from ${found}`
  if (type.startsWith('map:')) return `cannot restore map from ${found}`
  if (kind === 'struct') return `cannot restore struct from: ${found}`
  if (kind === 'intOrString') return jsonMismatch(value, type, '', '')
  const isConvertible =
    typeof value === 'number' && kind !== 'bool' && (kind !== 'string' || found === 'int64')
  return isConvertible ? `cannot convert ${found} to ${goName(type)}` : `unrecognized type: ${kind}`
}

function unstructuredName(value: unknown): string {
  if (Array.isArray(value)) return 'slice'
  if (isJson(value)) return 'map'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
