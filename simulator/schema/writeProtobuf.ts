/**
 * Objects as protobuf (apimachinery, pkg/runtime/serializer/protobuf), each in an envelope that says what it is.
 * Fields of JSON that are there are written also where they are 0, false or empty: Go leaves out what is nil alone.
 */
import { at, textOrEmpty } from '../../domain/decode/readJson.ts'
import { BackwardWriter } from './backwardWriter.ts'
import { structWriter, type Write, writeText } from './protobufFields.ts'
import { fieldOfType, typeOfKind } from './schema.ts'

/** k8s\0 */
const prefix = Uint8Array.of(0x6b, 0x38, 0x73, 0x00)
/** runtime.Unknown's contentEncoding and contentType, which are empty. */
const envelopeEnd = Uint8Array.of(0x1a, 0, 0x22, 0)
/** For all that is written: it is taken before something else is. */
const out = new BackwardWriter()

export interface TypeMeta {
  readonly apiVersion: string
  readonly kind: string
}

/**
 * @param object of a kind that the schema has
 * @returns bytes that are only there until the next call
 */
export function writeProtobuf(object: unknown): Uint8Array {
  writeEnveloped(object)
  return out.written()
}

/**
 * A watch's event behind its length (meta/v1, WatchEvent; util/framer).
 * @returns bytes that are only there until the next call
 */
export function writeProtobufEvent(type: string, object: unknown): Uint8Array {
  writeEnveloped(object)
  out.close(1, 0)
  out.close(2, 0)
  writeText(1, type, out)
  const { length } = out
  out.bytes(Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length))
  return out.written()
}

/**
 * A list, item by item. The envelope's length stands before the first one, and the list may be too long to be kept:
 * its items are written twice.
 * @param head the list without its items
 * @param item what is written of an object
 * @returns pieces, each of which is only there until the next call; empty ones while the lengths are summed
 */
export function* writeProtobufList<T>(
  head: TypeMeta,
  objects: readonly T[],
  item: (object: T) => unknown,
): Generator<Uint8Array> {
  const list = typeOf(head)
  const write = structWriter(fieldOfType(list, 'items')?.type.slice(2) ?? '')
  let length = 0
  for (const object of objects) {
    length += writeItem(item(object), write).length
    yield none
  }
  yield writeListStart(head, structWriter(list), length)
  for (const object of objects) yield writeItem(item(object), write)
  yield envelopeEnd
}

const none = new Uint8Array()

function writeItem(item: unknown, write: Write): Uint8Array {
  out.clear()
  write(item, out)
  out.close(2, 0)
  return out.written()
}

function writeListStart(head: TypeMeta, write: Write, itemsLength: number): Uint8Array {
  out.clear()
  write(head, out)
  out.varint(out.length + itemsLength)
  out.varint(2 * 8 + 2)
  writeTypeMeta(head)
  return out.written()
}

function writeEnveloped(object: unknown): void {
  const head = {
    apiVersion: textOrEmpty(at(object, 'apiVersion')),
    kind: textOrEmpty(at(object, 'kind')),
  }
  out.clear()
  out.bytes(envelopeEnd)
  const { length } = out
  structWriter(typeOf(head))(object, out)
  out.close(2, length)
  writeTypeMeta(head)
}

function writeTypeMeta({ apiVersion, kind }: TypeMeta): void {
  const { length } = out
  writeText(2, kind, out)
  writeText(1, apiVersion, out)
  out.close(1, length)
  out.bytes(prefix)
}

function typeOf({ apiVersion, kind }: TypeMeta): string {
  const type = typeOfKind(apiVersion, kind)
  if (type === undefined) throw new TypeError(`no protobuf for ${apiVersion} ${kind}`)
  return type
}
