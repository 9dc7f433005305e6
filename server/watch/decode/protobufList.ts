import { ByteQueue } from './byteQueue.ts'
import { DecodeError } from '../../../domain/decode/projected.ts'
import { CutError, type Decoder, type Piece, checkSize } from './decoder.ts'
import { checkMagic, magicLength, readKind } from './protobufEnvelope.ts'
import { ProtobufReader } from './protobufReader.ts'
import type { ResourceKind } from './resources.ts'

type ProtobufKind<T> = ResourceKind<T> & Required<Pick<ResourceKind<T>, 'readProtobuf'>>

/** Two varints: a field's tag and its length. */
const longestHead = 20

interface ListMeta {
  version: string
  continueToken: string
}

/**
 * Reads a list in protobuf without ever holding all of it: the envelope's `raw` is a message with the fields
 * `metadata` and, for each item, `items`.
 */
export class ProtobufListDecoder<T> implements Decoder {
  readonly #kind: ProtobufKind<T>
  readonly #sink: (piece: Piece<T>) => void
  readonly #queue = new ByteQueue()
  #magicSeen = false
  #kindSeen = false
  /** Bytes of `raw` that are still to come; undefined before its start. */
  #rest: number | undefined
  #meta: ListMeta | undefined

  constructor(kind: ProtobufKind<T>, sink: (piece: Piece<T>) => void) {
    this.#kind = kind
    this.#sink = sink
  }

  push(chunk: Uint8Array): void {
    this.#queue.push(chunk)
    if (!this.#magicSeen) {
      const bytes = this.#queue.take(magicLength)
      if (bytes === undefined) return
      checkMagic(bytes)
      this.#magicSeen = true
    }
    while (this.#next());
  }

  end(): void {
    if (this.#rest !== 0 || this.#queue.length > 0) throw new CutError()
    if (this.#meta === undefined) throw new DecodeError('a list without metadata')
    this.#sink({ type: 'page', ...this.#meta })
  }

  /** Reads one field, if all of it has come. */
  #next(): boolean {
    const head = this.#readHead()
    if (head === undefined) return false
    const inRaw = this.#rest !== undefined && this.#rest > 0
    if (!inRaw && head.field === 2 && this.#rest === undefined) {
      this.#queue.skip(head.size)
      this.#rest = head.length
      return true
    }
    checkSize(head.length)
    if (this.#queue.length < head.size + head.length) return false
    this.#queue.skip(head.size)
    const bytes = this.#queue.take(head.length) ?? new Uint8Array()
    if (inRaw) this.#readListField(head, bytes)
    else this.#readEnvelopeField(head.field, bytes)
    return true
  }

  #readEnvelopeField(field: number, bytes: Uint8Array): void {
    if (field !== 1) return
    const reader = new ProtobufReader(bytes)
    const kind = readKind(reader, reader.end)
    if (kind !== `${this.#kind.kind}List`)
      throw new DecodeError(`expected a list of ${this.#kind.kind}, got ${kind}`)
    this.#kindSeen = true
  }

  #readListField({ field, size, length }: Head, bytes: Uint8Array): void {
    if (!this.#kindSeen) throw new DecodeError('a list without kind')
    this.#rest = (this.#rest ?? 0) - size - length
    if (this.#rest < 0) throw new DecodeError('protobuf: an item is longer than its list')
    const reader = new ProtobufReader(bytes)
    if (field === 1) this.#meta = readListMeta(reader)
    if (field === 2) {
      const projected = this.#kind.readProtobuf(reader, reader.end)
      this.#sink({ type: 'object', change: 'ADDED', ...projected })
    }
  }

  /** The tag and length of the next field; undefined where not all of it has come. */
  #readHead(): Head | undefined {
    const bytes = this.#queue.peek(longestHead)
    if (!hasTwoVarints(bytes)) return undefined
    const reader = new ProtobufReader(bytes)
    const tag = reader.uint()
    if ((tag & 7) !== 2) throw new DecodeError('protobuf: an unknown field of a list')
    const length = reader.uint()
    return { field: tag >>> 3, size: reader.position, length }
  }
}

interface Head {
  readonly field: number
  readonly size: number
  readonly length: number
}

function hasTwoVarints(bytes: Uint8Array): boolean {
  let ends = 0
  for (const byte of bytes) {
    if (byte < 128) ends += 1
    if (ends === 2) return true
  }
  return bytes.length === longestHead
}

function readListMeta(reader: ProtobufReader): ListMeta {
  const meta = { version: '', continueToken: '' }
  while (reader.next(reader.end)) {
    if (reader.field === 2) meta.version = reader.text()
    else if (reader.field === 3) meta.continueToken = reader.text()
    else reader.skip()
  }
  return meta
}
