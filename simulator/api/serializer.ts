/** How values become bytes, by media type (apimachinery, pkg/runtime/serializer). */
import {
  type TypeMeta,
  writeProtobuf,
  writeProtobufEvent,
  writeProtobufList,
} from '../schema/writeProtobuf.ts'
import type { KubeObject } from '../objects.ts'

/** What they give is only there until something else is written. */
export interface Serializer {
  readonly mediaType: string
  /** Of a watch. */
  readonly streamType: string
  readonly write: (value: unknown) => Uint8Array
  readonly writeEvent: (type: string, object: unknown) => Uint8Array
  /** In pieces; empty ones where there was something to do before the next one. */
  readonly writeList: (list: ListToWrite) => Iterable<Uint8Array>
}

export interface ListToWrite {
  /** The list without its items. */
  readonly head: TypeMeta & Readonly<Record<string, unknown>>
  readonly items: 'items' | 'rows'
  readonly objects: readonly KubeObject[]
  /** What is written of an object. */
  readonly item: (object: KubeObject) => unknown
}

const encoder = new TextEncoder()

/** As the API server writes it, with a line's end. */
export const jsonSerializer: Serializer = {
  mediaType: 'application/json',
  streamType: 'application/json',
  write: writeJson,
  writeEvent: (type, object) => writeJson({ type, object }),
  writeList: writeJsonList,
}

function writeJson(value: unknown): Uint8Array {
  return encoder.encode(`${JSON.stringify(value)}\n`)
}

function* writeJsonList({ head, items, objects, item }: ListToWrite): Generator<Uint8Array> {
  yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},"${items}":[`)
  let comma = ''
  for (const object of objects) {
    yield encoder.encode(comma + JSON.stringify(item(object)))
    comma = ','
  }
  yield encoder.encode(']}\n')
}

export const protobufSerializer: Serializer = {
  mediaType: 'application/vnd.kubernetes.protobuf',
  streamType: 'application/vnd.kubernetes.protobuf;stream=watch',
  write: writeProtobuf,
  writeEvent: writeProtobufEvent,
  writeList: ({ head, objects, item }) => writeProtobufList(head, objects, item),
}
