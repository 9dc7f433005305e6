/** How values of the schema's types stand in protobuf (k8s.io/api, the files generated.proto). */
import { isJson } from '../../domain/decode/readJson.ts'
import type { BackwardWriter } from './backwardWriter.ts'
import { fieldsByNumber, goKind } from './schema.ts'
import { SharedParts } from './sharedParts.ts'

/** @throws TypeError for a value that is not of the type */
export type Write = (value: unknown, out: BackwardWriter) => void

interface StructField {
  /** '' for a message whose fields are, in JSON, the struct's own. */
  readonly name: string
  readonly write: Write
}

const structs = new Map<string, Write>()

/** @returns what writes the fields of a struct; what has no number in protobuf is left out */
export function structWriter(type: string): Write {
  const known = structs.get(type)
  if (known !== undefined) return known
  // Fields are looked up when the first one is written: a type may have itself as a part.
  let fields: readonly StructField[] | undefined
  let plan: Plan = { keys: [], fields: [] }
  const write: Write = (value, out) => {
    if (!isJson(value)) throw new TypeError(`no ${type}: ${JSON.stringify(value)}`)
    if (!hasKeys(value, plan.keys)) plan = planFor(value, (fields ??= fieldsOf(type)))
    for (const { name, write } of plan.fields) {
      const field = name === '' ? value : value[name]
      if (field !== undefined && field !== null) write(field, out)
    }
  }
  structs.set(type, write)
  return write
}

/**
 * The fields of objects with these keys. Most objects of a type have the keys of the one before, and a third of the
 * fields that there are: looking all of them up takes longer than comparing keys.
 */
interface Plan {
  readonly keys: readonly string[]
  readonly fields: readonly StructField[]
}

function planFor(value: object, fields: readonly StructField[]): Plan {
  const own = fields.filter(({ name }) => name === '' || Object.hasOwn(value, name))
  return { keys: Object.keys(value), fields: own }
}

/** Has it these keys, and in this order? */
function hasKeys(value: object, keys: readonly string[]): boolean {
  let count = 0
  for (const key in value) {
    if (keys[count] !== key) return false
    count += 1
  }
  return count === keys.length
}

/** The last one first. */
function fieldsOf(type: string): readonly StructField[] {
  return [...fieldsByNumber(type).values()].toReversed().map(({ number, name, type }) => ({
    name,
    write: name === '' ? inlineWriter(number, type) : fieldWriter(number, type),
  }))
}

/** @returns what writes a field's value, its elements or its entries, each behind the field's number */
function fieldWriter(number: number, type: string): Write {
  if (type.startsWith('[]')) return shared(listWriter(number, type.slice(2)))
  if (type.startsWith('map:')) return shared(mapWriter(number, type.slice(4)))
  const write = valueWriter(number, type)
  return goKind(type) === 'struct' ? shared(write) : write
}

function shared(write: Write): Write {
  const parts = new SharedParts()
  return (value, out) => {
    if (typeof value === 'object' && value !== null) parts.write(value, write, out)
    else write(value, out)
  }
}

/** A message of its own with fields of the struct around it: not there where none of these are. */
function inlineWriter(number: number, type: string): Write {
  const write = structWriter(type)
  return (value, out) => {
    const { length } = out
    write(value, out)
    if (out.length > length) out.close(number, length)
  }
}

function listWriter(number: number, type: string): Write {
  const write = valueWriter(number, type)
  return (value, out) => {
    if (!Array.isArray(value)) throw new TypeError(`no list: ${JSON.stringify(value)}`)
    for (let i = value.length - 1; i >= 0; i -= 1) write(value[i], out)
  }
}

function mapWriter(number: number, type: string): Write {
  const write = type.startsWith('[]') ? itemsWriter(2, type) : valueWriter(2, type)
  return (value, out) => {
    if (!isJson(value)) throw new TypeError(`no map: ${JSON.stringify(value)}`)
    for (const key of Object.keys(value).toReversed()) {
      const { length } = out
      write(value[key], out)
      writeText(1, key, out)
      out.close(number, length)
    }
  }
}

/** A list in a map is a message of its own, whose one field has the items. */
function itemsWriter(number: number, type: string): Write {
  const write = listWriter(1, type.slice(2))
  return (value, out) => {
    const { length } = out
    write(value, out)
    out.close(number, length)
  }
}

/** @returns what writes a single value behind its field's number */
function valueWriter(number: number, type: string): Write {
  const kind = goKind(type)
  if (kind === 'bool') return (value, out) => writeNumber(number, value === true ? 1 : 0, out)
  if (kind.startsWith('int') && kind !== 'intOrString')
    return (value, out) => writeNumber(number, Number(value), out)
  if (kind === 'string') return (value, out) => writeText(number, textOf(value), out)
  const write = kind === 'struct' ? structWriter(type) : contentWriter(kind)
  return (value, out) => {
    const { length } = out
    write(value, out)
    out.close(number, length)
  }
}

function contentWriter(kind: string): Write {
  switch (kind) {
    case 'time':
    case 'microTime':
      return (value, out) => writeTime(textOf(value), kind, out)
    case 'quantity':
      return (value, out) => writeText(1, String(value), out)
    case 'intOrString':
      return writeIntOrString
    case 'any':
      return (value, out) => writeText(1, JSON.stringify(value), out)
    case 'bytes':
      return (value, out) =>
        out.bytes(Uint8Array.from(atob(textOf(value)), (each) => each.charCodeAt(0)))
    default:
      throw new TypeError(`no protobuf for ${kind}`)
  }
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`no text: ${JSON.stringify(value)}`)
  return value
}

/** A field that is a text. */
export function writeText(number: number, text: string, out: BackwardWriter): void {
  const { length } = out
  out.text(text)
  out.close(number, length)
}

function writeNumber(number: number, value: number, out: BackwardWriter): void {
  out.varint(value)
  out.varint(number * 8)
}

/** Many objects have the same time one after another. */
let lastTime = { text: '', seconds: 0 }

/** Seconds, and for a microTime the nanoseconds beside them (meta/v1, time_proto.go). */
function writeTime(text: string, kind: 'time' | 'microTime', out: BackwardWriter): void {
  if (kind === 'microTime') {
    const [, fraction = ''] = /\.(\d+)/.exec(text) ?? []
    writeNumber(2, Number(fraction.slice(0, 6).padEnd(6, '0')) * 1000, out)
  }
  if (text !== lastTime.text) lastTime = { text, seconds: Math.floor(Date.parse(text) / 1000) }
  writeNumber(1, lastTime.seconds, out)
}

/** First of all, which of both it is (pkg/util/intstr/generated.proto). */
function writeIntOrString(value: unknown, out: BackwardWriter): void {
  const isText = typeof value === 'string'
  if (isText) writeText(3, value, out)
  else writeNumber(2, Number(value), out)
  writeNumber(1, isText ? 1 : 0, out)
}
