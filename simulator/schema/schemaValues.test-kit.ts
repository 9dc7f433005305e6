/** Values of the schema's types for property tests, as JSON has them. */
import * as fc from 'fast-check'
import { fieldsByNumber, goKind } from './schema.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
})

/** Of a struct those fields that protobuf has. Lists and maps are not empty: protobuf does not know such. */
export function valueOf(type: string, depth = 4): fc.Arbitrary<unknown> {
  if (type.startsWith('[]'))
    return fc.array(valueOf(type.slice(2), depth - 1), { minLength: 1, maxLength: 3 })
  if (type.startsWith('map:'))
    return fc.dictionary(text, valueOf(type.slice(4), depth - 1), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    })
  return goKind(type) === 'struct' ? structOf(type, depth) : scalarOf(goKind(type))
}

function structOf(type: string, depth: number): fc.Arbitrary<unknown> {
  return fc.record(depth <= 0 ? {} : fieldsOf(type, depth - 1), {
    requiredKeys: [],
    noNullPrototype: true,
  })
}

function fieldsOf(type: string, depth: number): Record<string, fc.Arbitrary<unknown>> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {}
  for (const { name, type: fieldType } of fieldsByNumber(type).values())
    if (name === '') Object.assign(fields, fieldsOf(fieldType, depth))
    else fields[name] = valueOf(fieldType, depth)
  return fields
}

function scalarOf(kind: string): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'bool':
      return fc.boolean()
    case 'int32':
      return fc.oneof(fc.constant(0), fc.integer())
    case 'int64':
      return fc.oneof(fc.constantFrom(0, 2 ** 31, 2 ** 32, -1), fc.maxSafeInteger())
    case 'intOrString':
      return fc.oneof(fc.integer(), text)
    case 'time':
      return instant.map((date) => `${date.toISOString().slice(0, 19)}Z`)
    case 'microTime':
      return fc
        .tuple(instant, fc.integer({ min: 100, max: 999 }))
        .map(([date, micros]) => `${date.toISOString().slice(0, 23)}${String(micros)}Z`)
    case 'quantity':
      return fc.constantFrom('0', '100m', '64Mi', '1500m')
    case 'any':
      return fc
        .dictionary(text, fc.jsonValue())
        .map((value): unknown => JSON.parse(JSON.stringify(value)))
    case 'bytes':
      return fc.uint8Array({ maxLength: 5 }).map((bytes) => btoa(String.fromCharCode(...bytes)))
    default:
      return text
  }
}
