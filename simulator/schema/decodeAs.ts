/**
 * Decoding an object into its Go type: what is left of it when it is written again, the first value of a wrong type, and
 * under strict decoding the fields that there are not, and those that stand twice (sigs.k8s.io/json).
 */
import { isJson } from '../../domain/decode/readJson.ts'
import { parseQuantity, printQuantity } from '../../domain/k8s/quantity.ts'
import { jsonMismatch, type Mismatch } from './mismatch.ts'
import { parseTime } from './parseTime.ts'
import { fieldOfType, goKind, goName } from './schema.ts'

export interface Decoded {
  /** Without the fields that there are not, and without what is empty where Go leaves that out. */
  readonly value: unknown
  /** Go's message about the first value of a wrong type. */
  readonly error?: string
  /** Such as `unknown field "spec.foo"`. */
  readonly strict: readonly string[]
}

export interface DecodeOptions {
  /** The keys of an object in their order, those that stand twice twice. */
  readonly keysOf?: (object: object) => readonly string[]
  /** encoding/json's words where none are given. */
  readonly mismatch?: Mismatch
}

export function decodeAs(
  value: unknown,
  type: string,
  { keysOf = Object.keys, mismatch = jsonMismatch }: DecodeOptions = {},
): Decoded {
  const check = new Check(keysOf, mismatch)
  const struct = goName(type).replace(/^.*\./, '')
  const decoded = check.value(value, type, { struct, field: '', path: '' })
  const { error, strict } = check
  return { value: decoded, ...(error === undefined ? {} : { error }), strict }
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
  readonly #mismatched: Mismatch

  constructor(keysOf: (object: object) => readonly string[], mismatch: Mismatch) {
    this.#keysOf = keysOf
    this.#mismatched = mismatch
  }

  /** @returns what Go would write of it */
  value(value: unknown, type: string, place: Place): unknown {
    if (value === null || value === undefined) return value
    if (type.startsWith('[]')) return this.#list(value, type, place)
    if (type.startsWith('map:')) return this.#map(value, type, place)
    if (goKind(type) === 'struct') return this.#struct(value, type, place)
    return this.#scalar(value, type, place)
  }

  #list(value: unknown, type: string, place: Place): unknown {
    if (!Array.isArray(value)) return this.#mismatch(value, type, place)
    return value.map((item: unknown, index) =>
      this.value(item, type.slice(2), { ...place, path: `${place.path}[${index}]` }),
    )
  }

  #map(value: unknown, type: string, place: Place): unknown {
    if (!isJson(value)) return this.#mismatch(value, type, place)
    return Object.fromEntries(
      [...this.#distinct(value, place)].map((key) => [
        key,
        this.value(value[key], type.slice(4), { ...place, path: join(place.path, key) }),
      ]),
    )
  }

  #struct(value: unknown, type: string, place: Place): unknown {
    if (!isJson(value)) return this.#mismatch(value, type, place)
    const struct = goName(type).replace(/^.*\./, '')
    const fields: (readonly [string, unknown])[] = []
    for (const key of this.#distinct(value, place)) {
      const field = fieldOfType(type, key)
      const path = join(place.path, key)
      if (field === undefined) {
        this.strict.push(`unknown field "${path}"`)
        continue
      }
      const decoded = this.value(value[key], field.type, {
        struct,
        field: join(place.field, key),
        path,
      })
      if (decoded !== null && !(field.omitsEmpty && isEmpty(decoded))) fields.push([key, decoded])
    }
    return Object.fromEntries(fields)
  }

  /** Each key once, where it stands first; says, where they stand, which come again. */
  *#distinct(value: object, { path }: Place): Generator<string> {
    const seen = new Set<string>()
    for (const key of this.#keysOf(value)) {
      if (seen.has(key)) this.strict.push(`duplicate field "${join(path, key)}"`)
      else yield key
      seen.add(key)
    }
  }

  #scalar(value: unknown, type: string, place: Place): unknown {
    const kind = goKind(type)
    if (kind === 'any') return value
    if (kind === 'quantity') return this.#quantity(value)
    const isTime = kind === 'time' || kind === 'microTime'
    if (isTime && typeof value === 'string') this.#fail(parseTime(value))
    else if (!isOfKind(value, kind)) this.#mismatch(value, type, place)
    return value
  }

  /** Written as Kubernetes writes it: 1000m is 1. */
  #quantity(value: unknown): unknown {
    const read = parseQuantity(typeof value === 'string' ? value.trim() : JSON.stringify(value))
    if (!('error' in read)) return printQuantity(read)
    this.#fail(read.error)
    return value
  }

  #mismatch(value: unknown, type: string, { struct, field }: Place): unknown {
    this.#fail(this.#mismatched(value, type, struct, field))
    return value
  }

  #fail(message: string | undefined): void {
    this.error ??= message
  }
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (isJson(value)) return Object.keys(value).length === 0
  return value === '' || value === 0 || value === false
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
