import { ByteQueue } from './byteQueue.ts'
import { DecodeError } from '../../../domain/decode/projected.ts'
import {
  type Change,
  CutError,
  type Decoder,
  type Piece,
  checkSize,
  initialEventsEnd,
} from './decoder.ts'
import { type Enveloped, openEnvelope } from './protobufEnvelope.ts'
import { readEntry } from './protobufMeta.ts'
import { ProtobufReader } from './protobufReader.ts'
import { readStatus } from './protobufStatus.ts'
import type { ResourceKind } from './resources.ts'

type ProtobufKind<T> = ResourceKind<T> & Required<Pick<ResourceKind<T>, 'readProtobuf'>>

const prefixLength = 4

/**
 * Reads `application/vnd.kubernetes.protobuf;stream=watch`: each event is a WatchEvent behind its length, four bytes,
 * most significant first (apimachinery, pkg/util/framer/framer.go).
 */
export function protobufWatchDecoder<T>(
  kind: ProtobufKind<T>,
  sink: (piece: Piece<T>) => void,
): Decoder {
  const queue = new ByteQueue()
  const next = (): boolean => {
    if (queue.length < prefixLength) return false
    const length = readLength(queue.peek(prefixLength))
    checkSize(length)
    if (queue.length < prefixLength + length) return false
    queue.skip(prefixLength)
    const frame = queue.take(length)
    if (frame === undefined) return false
    sink(readWatchEvent(kind, new ProtobufReader(frame)))
    return true
  }
  return {
    push: (chunk) => {
      queue.push(chunk)
      while (next());
    },
    end: () => {
      if (queue.length > 0) throw new CutError()
    },
  }
}

function readLength(prefix: Uint8Array): number {
  return prefix.reduce((length, byte) => length * 256 + byte, 0)
}

function readWatchEvent<T>(kind: ProtobufKind<T>, reader: ProtobufReader): Piece<T> {
  let type = ''
  while (reader.next(reader.end)) {
    if (reader.field === 1) type = reader.text()
    else if (reader.field === 2) return readEventObject(kind, reader, type)
    else reader.skip()
  }
  throw new DecodeError(`a watch event without object: ${type}`)
}

/** The field is a RawExtension, whose one field is the enveloped object. */
function readEventObject<T>(kind: ProtobufKind<T>, reader: ProtobufReader, type: string): Piece<T> {
  const end = reader.open()
  if (!reader.next(end) || reader.field !== 1) throw new DecodeError('a watch event without object')
  const envelope = openEnvelope(reader, reader.open())
  if (type === 'ERROR' && envelope.kind === 'Status')
    return { type: 'error', status: readStatus(reader, envelope.end) }
  if (envelope.kind !== kind.kind)
    throw new DecodeError(`expected ${kind.kind}, got ${envelope.kind}`)
  if (type === 'BOOKMARK') return readBookmark(reader, envelope)
  const { uid, version, object } = kind.readProtobuf(reader, envelope.end)
  return { type: 'object', change: changeOf(type), uid, version, object }
}

/** @throws DecodeError for a type of event that is unknown */
export function changeOf(type: string): Change {
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') return type
  throw new DecodeError(`an unknown watch event: ${type.slice(0, 40)}`)
}

/** A bookmark is an object that has only metadata, of that only resourceVersion and annotations. */
function readBookmark(reader: ProtobufReader, { end }: Enveloped): Piece<never> {
  let bookmark: Piece<never> = { type: 'bookmark', version: '', initialEventsEnd: false }
  while (reader.next(end)) {
    if (reader.field === 1) bookmark = readBookmarkMeta(reader)
    else reader.skip()
  }
  return bookmark
}

function readBookmarkMeta(reader: ProtobufReader): Piece<never> {
  let version = ''
  const annotations: Record<string, string> = {}
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 6) version = reader.text()
    else if (reader.field === 12) readEntry(reader, annotations)
    else reader.skip()
  }
  return { type: 'bookmark', version, initialEventsEnd: annotations[initialEventsEnd] === 'true' }
}
