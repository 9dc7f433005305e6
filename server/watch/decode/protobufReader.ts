import { DecodeError } from '../../../domain/decode/projected.ts'

const utf8 = new TextDecoder()

/**
 * Most texts are short and ASCII: they are made of their characters at once, which is faster than a TextDecoder and leaves
 * nothing else to be collected as garbage, as texts made of parts do.
 */
const longestShort = 40
const codesByLength = Array.from({ length: longestShort + 1 }, (_, length) =>
  Array.from({ length }, () => 0),
)

/** Wire types (https://protobuf.dev/programming-guides/encoding/); 3 and 4 are obsolete. */
const varint = 0
const fixed64 = 1
const lengthDelimited = 2
const fixed32 = 5

/**
 * Reads protobuf's wire format in place. A message is read by
 * `for (const end = reader.open(); reader.next(end); ) switch (reader.field) {…}`, where a field that is of no
 * interest is left to `skip`.
 */
export class ProtobufReader {
  readonly #bytes: Uint8Array
  #position = 0
  #tag = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get position(): number {
    return this.#position
  }

  /** Goes to a position, forth or back. */
  seek(position: number): void {
    this.#position = position
  }

  /** The number of the field that `next` has found. */
  get field(): number {
    return this.#tag >>> 3
  }

  /** The end of the message that all of the bytes are. */
  get end(): number {
    return this.#bytes.length
  }

  /** Goes on to the next field of the message that ends there. */
  next(end: number): boolean {
    if (this.#position >= end) {
      if (this.#position > end)
        throw new DecodeError('protobuf: a field is longer than its message')
      return false
    }
    this.#tag = this.uint()
    return true
  }

  /** Enters a field that is a message. @returns its end */
  open(): number {
    if ((this.#tag & 7) !== lengthDelimited) throw new DecodeError('protobuf: not a message')
    const end = this.uint() + this.#position
    if (end > this.#bytes.length) throw new DecodeError('protobuf: a message is cut off')
    return end
  }

  /** Goes past the field that `next` has found. */
  skip(): void {
    switch (this.#tag & 7) {
      case lengthDelimited:
        this.#position = this.open()
        return
      case varint:
        this.uint()
        return
      case fixed64:
        this.#position += 8
        return
      case fixed32:
        this.#position += 4
        return
      default:
        throw new DecodeError('protobuf: an unknown wire type')
    }
  }

  /** The next n bytes, which stay to be read. */
  ahead(n: number): Uint8Array {
    return this.#bytes.subarray(this.#position, this.#position + n)
  }

  bool(): boolean {
    return this.uint() !== 0
  }

  /** A varint without sign, exact up to 2^53. */
  uint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i += 1) {
      const byte = this.#bytes[this.#position]
      if (byte === undefined) throw new DecodeError('protobuf: a number is cut off')
      this.#position += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw new DecodeError('protobuf: a number of more than 64 bits')
  }

  /** An int32 or int64; negative numbers are written as their two's complement of 64 bits. */
  int(): number {
    const start = this.#position
    const value = this.uint()
    return value < 2 ** 63 ? value : this.#negative(start)
  }

  #negative(start: number): number {
    let value = 0n
    for (let i = 0; i < this.#position - start; i += 1) {
      value |= BigInt((this.#bytes[start + i] ?? 0) & 127) << BigInt(7 * i)
    }
    return Number(BigInt.asIntN(64, value))
  }

  /** The length of the text that `next` has found, which stays to be read. */
  textLength(): number {
    const start = this.#position
    const length = this.open() - this.#position
    this.#position = start
    return length
  }

  /** The bytes that `next` has found, a character each. */
  raw(): string {
    const end = this.open()
    let start = this.#position
    this.#position = end
    let raw = ''
    for (; end - start > longestShort; start += longestShort)
      raw += this.#characters(start, start + longestShort)
    return raw + this.#characters(start, end)
  }

  /** Invalid UTF-8 becomes U+FFFD, as it does in the API server's JSON. */
  text(): string {
    const end = this.open()
    const start = this.#position
    this.#position = end
    return end - start <= longestShort && this.#isAscii(start, end)
      ? this.#characters(start, end)
      : utf8.decode(this.#bytes.subarray(start, end))
  }

  #isAscii(start: number, end: number): boolean {
    let all = 0
    for (let i = start; i < end; i += 1) all |= this.#bytes[i] ?? 0
    return all < 128
  }

  #characters(start: number, end: number): string {
    const codes = codesByLength[end - start] ?? []
    for (let i = 0; i < codes.length; i += 1) codes[i] = this.#bytes[start + i] ?? 0
    return String.fromCharCode(...codes)
  }
}
