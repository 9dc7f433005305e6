/**
 * Objects that clients send as protobuf (apimachinery, pkg/runtime/serializer/protobuf): kubectl does where it makes
 * them itself. Read by the numbers of the schema's fields; unknown ones are skipped.
 */
import { fieldsByNumber, goKind, typeOfKind } from './schema.ts'

export class ProtobufError extends Error {
  override readonly name = 'ProtobufError'
}

interface Field {
  readonly number: number
  readonly bytes: Uint8Array
  readonly value: bigint
}

/** k8s\0, and then a runtime.Unknown: the type, and the object. */
const prefix = [0x6b, 0x38, 0x73, 0x00]
const decoder = new TextDecoder()

/** @throws ProtobufError for what is no object of a kind that the schema has */
export function readProtobuf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (!prefix.every((byte, index) => bytes[index] === byte))
    throw new ProtobufError('no such prefix')
  const [typeMeta, raw] = [1, 2].map((number) => one(bytes.subarray(prefix.length), number))
  const apiVersion = decoder.decode(one(typeMeta, 1))
  const kind = decoder.decode(one(typeMeta, 2))
  const version = kind === 'DeleteOptions' ? 'v1' : apiVersion
  const type = typeOfKind(version, kind)
  if (type === undefined) throw new ProtobufError(`${apiVersion} ${kind}`)
  return { apiVersion, kind, ...readStruct(raw ?? new Uint8Array(), type) }
}

function readStruct(bytes: Uint8Array, type: string): Readonly<Record<string, unknown>> {
  const fields = fieldsByNumber(type)
  const found = new Map<string, unknown>()
  for (const field of fieldsOf(bytes)) {
    const known = fields.get(field.number)
    if (known === undefined) continue
    if (known.name === '')
      for (const [key, value] of Object.entries(readStruct(field.bytes, known.type)))
        found.set(key, value)
    else found.set(known.name, added(found.get(known.name), field, known.type))
  }
  return Object.fromEntries(found)
}

/** Lists and maps come element by element. */
function added(present: unknown, field: Field, type: string): unknown {
  if (type.startsWith('[]')) {
    const items: readonly unknown[] = Array.isArray(present) ? present : []
    return [...items, readValue(field, type.slice(2))]
  }
  if (!type.startsWith('map:')) return readValue(field, type)
  const entry = [...fieldsOf(field.bytes)]
  const value = entry.find(({ number }) => number === 2)
  const key = decoder.decode(entry.find(({ number }) => number === 1)?.bytes)
  const read = value === undefined ? '' : readEntryValue(value, type.slice(4))
  return { ...(typeof present === 'object' ? present : {}), [key]: read }
}

/** A list in a map is a message of its own, whose one field has the items. */
function readEntryValue(field: Field, type: string): unknown {
  if (!type.startsWith('[]')) return readValue(field, type)
  return [...fieldsOf(field.bytes)].map((item) => readValue(item, type.slice(2)))
}

function readValue({ bytes, value }: Field, type: string): unknown {
  const kind = goKind(type)
  switch (kind) {
    case 'struct':
      return readStruct(bytes, type)
    case 'bool':
      return value !== 0n
    case 'time':
    case 'microTime':
      return readTime(bytes, kind)
    case 'quantity':
      return decoder.decode(one(bytes, 1))
    case 'intOrString':
      return readIntOrString(bytes)
    case 'any':
      return readRaw(bytes)
    case 'bytes':
      return btoa(String.fromCharCode(...bytes))
    default:
      return kind.startsWith('int') ? Number(BigInt.asIntN(64, value)) : decoder.decode(bytes)
  }
}

function readTime(bytes: Uint8Array, kind: 'time' | 'microTime'): string | null {
  const fields = [...fieldsOf(bytes)]
  const [seconds, nanos = 0n] = [1, 2].map(
    (wanted) => fields.find(({ number }) => number === wanted)?.value,
  )
  if (seconds === undefined) return null
  const milliseconds = Number(BigInt.asIntN(64, seconds)) * 1000
  const text = new Date(milliseconds).toISOString().slice(0, 19)
  const micros = String(nanos / 1000n).padStart(6, '0')
  return kind === 'time' ? `${text}Z` : `${text}.${micros}Z`
}

function readIntOrString(bytes: Uint8Array): string | number {
  const fields = [...fieldsOf(bytes)]
  const isText = fields.some(({ number, value }) => number === 1 && value === 1n)
  if (isText) return decoder.decode(one(bytes, 3))
  const value = fields.find(({ number }) => number === 2)?.value ?? 0n
  return Number(BigInt.asIntN(64, value))
}

function readRaw(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(one(bytes, 1)))
  } catch {
    throw new ProtobufError('raw JSON that is none')
  }
}

/** The last field of that number, as bytes. */
function one(bytes: Uint8Array | undefined, number: number): Uint8Array | undefined {
  return [...fieldsOf(bytes ?? new Uint8Array())].findLast((field) => field.number === number)
    ?.bytes
}

const none = new Uint8Array()

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 63n) throw new ProtobufError('a number without an end')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  const take = (length: number): Uint8Array => {
    at += length
    if (at > bytes.length) throw new ProtobufError('a field without an end')
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = Number(varint())
    const number = tag >>> 3
    const wire = tag & 7
    if (wire === 0) yield { number, bytes: none, value: varint() }
    else if (wire === 1) take(8)
    else if (wire === 2) yield { number, bytes: take(Number(varint())), value: 0n }
    else if (wire === 5) take(4)
    else throw new ProtobufError('a group')
  }
}
