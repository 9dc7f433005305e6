import { DecodeError } from '../../../domain/decode/projected.ts'
import { type Decoder, type Piece } from './decoder.ts'
import { jsonListDecoder, jsonWatchDecoder } from './jsonDecoders.ts'
import { ProtobufListDecoder } from './protobufList.ts'
import { protobufWatchDecoder } from './protobufWatch.ts'
import type { ResourceKind } from './resources.ts'

const protobufType = 'application/vnd.kubernetes.protobuf'
const jsonType = 'application/json'

/** What the resource is asked for in. */
export function acceptOf(kind: ResourceKind<unknown>): string {
  return kind.readProtobuf === undefined ? jsonType : `${protobufType},${jsonType}`
}

/**
 * The decoder for a body: the answer's content type decides, whatever was asked for.
 * @throws DecodeError for a content type that the API server has no reason to send
 */
export function createDecoder<T>(
  kind: ResourceKind<T>,
  body: 'list' | 'watch',
  contentType: string,
  sink: (piece: Piece<T>) => void,
): Decoder {
  const [mediaType] = contentType.split(';')
  const { readProtobuf } = kind
  if (mediaType === protobufType && readProtobuf !== undefined) {
    const protobufKind = { ...kind, readProtobuf }
    return body === 'list'
      ? new ProtobufListDecoder(protobufKind, sink)
      : protobufWatchDecoder(protobufKind, sink)
  }
  if (mediaType !== jsonType)
    throw new DecodeError(`an answer of type ${contentType.slice(0, 80) || 'unknown'}`)
  return body === 'list' ? jsonListDecoder(kind, sink) : jsonWatchDecoder(kind, sink)
}
