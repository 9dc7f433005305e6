/**
 * What decoding an object into its Go type says of it: the first value of a wrong type, and under strict decoding the
 * fields that there are not, and those that stand twice (sigs.k8s.io/json).
 */
import { isJson } from '../../domain/decode/readJson.ts'
import { parseTime } from './parseTime.ts'
import { fieldOfType, goKind, goName } from './schema.ts'

export interface Decoded {
  /** Go's message about the first value of a wrong type. */
  readonly error?: string
  /** Such as `unknown field "spec.foo"`. */
  readonly strict: readonly string[]
}

/** @param keysOf the keys of an object in their order, those that stand twice twice */
export function checkTypes(
  value: unknown,
  type: string,
  keysOf: (object: object) => readonly string[] = Object.keys,
): Decoded {
  const check = new Check(keysOf)
  check.value(value, type, { struct: goName(type).replace(/^.*\./, ''), field: '', path: '' })
  return { ...(check.error === undefined ? {} : { error: check.error }), strict: check.strict }
}

interface Place {
  /** The struct that has the field, and the field's path without indexes: how Go names a place. */
  readonly struct: string
  readonly field: string
  /** With indexes: how strict decoding names it. */
  readonly path: string
}

class Check {
  error: string | undefined
  readonly strict: string[] = []
  readonly #keysOf: (object: object) => readonly string[]

  constructor(keysOf: (object: object) => readonly string[]) {
    this.#keysOf = keysOf
  }

  value(value: unknown, type: string, place: Place): void {
    if (value === null || value === undefined) return
    if (type.startsWith('[]')) this.#list(value, type, place)
    else if (type.startsWith('map:')) this.#map(value, type, place)
    else if (goKind(type) === 'struct') this.#struct(value, type, place)
    else this.#scalar(value, type, place)
  }

  #list(value: unknown, type: string, place: Place): void {
    if (!Array.isArray(value)) {
      this.#mismatch(value, type, place)
      return
    }
    for (const [index, item] of value.entries())
      this.value(item, type.slice(2), { ...place, path: `${place.path}[${index}]` })
  }

  #map(value: unknown, type: string, place: Place): void {
    if (!isJson(value)) {
      this.#mismatch(value, type, place)
      return
    }
    for (const key of this.#distinct(value, place))
      this.value(value[key], type.slice(4), { ...place, path: join(place.path, key) })
  }

  #struct(value: unknown, type: string, place: Place): void {
    if (!isJson(value)) {
      this.#mismatch(value, type, place)
      return
    }
    const struct = goName(type).replace(/^.*\./, '')
    for (const key of this.#distinct(value, place)) {
      const field = fieldOfType(type, key)
      const path = join(place.path, key)
      if (field === undefined) this.strict.push(`unknown field "${path}"`)
      else this.value(value[key], field.type, { struct, field: join(place.field, key), path })
    }
  }

  /** Each key once; says which stand twice. */
  #distinct(value: object, { path }: Place): ReadonlySet<string> {
    const seen = new Set<string>()
    for (const key of this.#keysOf(value)) {
      if (seen.has(key)) this.strict.push(`duplicate field "${join(path, key)}"`)
      seen.add(key)
    }
    return seen
  }

  #scalar(value: unknown, type: string, place: Place): void {
    const kind = goKind(type)
    if (kind === 'any') return
    if (kind === 'quantity') this.#fail(quantityError(value))
    else if (kind === 'time' && typeof value === 'string') this.#fail(parseTime(value))
    else if (!isOfKind(value, kind)) this.#mismatch(value, type, place)
  }

  #mismatch(value: unknown, type: string, { struct, field }: Place): void {
    const found = typeName(value, goKind(type))
    const where = field === '' ? 'Go value' : `Go struct field ${struct}.${field}`
    this.#fail(`json: cannot unmarshal ${found} into ${where} of type ${goName(type)}`)
  }

  #fail(message: string | undefined): void {
    this.error ??= message
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

const int32 = 2 ** 31

function isOfKind(value: unknown, kind: string): boolean {
  if (kind === 'bool') return typeof value === 'boolean'
  if (kind.startsWith('int') && kind !== 'intOrString') return isInteger(value, kind)
  if (kind.startsWith('float')) return typeof value === 'number'
  if (kind === 'intOrString') return typeof value === 'string' || isInteger(value, 'int32')
  return typeof value === 'string'
}

function isInteger(value: unknown, kind: string): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false
  return kind !== 'int32' || (value >= -int32 && value < int32)
}

/** A JSON value's type in Go's words; a number that is no such integer is named itself. */
function typeName(value: unknown, kind: string): string {
  if (typeof value === 'number') return kind.startsWith('int') ? `number ${value}` : 'number'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** apimachinery, pkg/api/resource/quantity.go, ParseQuantity */
function quantityError(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value)
  const [, digits, suffix = ''] = /^[+-]?(\d+\.?\d*|\.\d+|)([^\d.].*|)$/.exec(text) ?? []
  if (digits === undefined || digits === '' || !/^[eEinumkKMGTP]*[-+]?\d*$/.test(suffix))
    return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  if (/^(?:[numkMGTPE]?|[KMGTPE]i|[eE][-+]?\d+)$/.test(suffix)) return undefined
  return "unable to parse quantity's suffix"
}
