import fc from 'fast-check'
import { expect, it } from 'vitest'
import { field, join, numberField } from '../protobufWriter.test-kit.ts'
import { DecodeError } from '../../../domain/decode/projected.ts'
import { readEntry } from './protobufMeta.ts'
import { ProtobufReader } from './protobufReader.ts'

function read<T>(bytes: Uint8Array, value: (reader: ProtobufReader) => T): T {
  const reader = new ProtobufReader(bytes)
  reader.next(reader.end)
  return value(reader)
}

it('reads every text as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(read(field(1, text), (reader) => reader.text())).toBe(text.toWellFormed())
    }),
  )
})

it('shows what is no UTF-8 as the API server does in JSON, instead of failing', () => {
  expect(read(field(1, new Uint8Array([65, 0xff, 66])), (reader) => reader.text())).toBe('A\ufffdB')
})

it('reads numbers exactly up to 2^53', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(read(numberField(1, value), (reader) => reader.int())).toBe(value)
    }),
  )
})

it('reads negative numbers: exit codes and times before 1970 are such', () => {
  const minusOne = join([8], Array<number>(9).fill(255), [1])
  expect(read(minusOne, (reader) => reader.int())).toBe(-1)
})

it('skips fields that it does not know, of each wire type', () => {
  const message = join(
    [9],
    Array<number>(8).fill(7),
    [21, 1, 2, 3, 4],
    numberField(3, 300),
    field(4, 'x'),
    field(5, 'end'),
  )
  const reader = new ProtobufReader(message)
  while (reader.next(reader.end) && reader.field !== 5) reader.skip()
  expect(reader.text()).toBe('end')
})

it('refuses wire types that protobuf has given up', () => {
  expect(() => read(new Uint8Array([11]), (reader) => reader.skip())).toThrow(DecodeError)
})

it('never gives a map another prototype', () => {
  const map: Record<string, string> = {}
  const entry = field(1, join(field(1, '__proto__'), field(2, 'x')))
  read(entry, (reader) => readEntry(reader, map))
  expect(Object.keys(map)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(map)).toBe(Object.prototype)
})

it('ends with an error or an end on any bytes whatever, and never runs on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const reader = new ProtobufReader(bytes)
      try {
        while (reader.next(reader.end)) reader.skip()
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError)
      }
    }),
  )
})
