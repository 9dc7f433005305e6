import { DecodeError } from '../../../domain/decode/projected.ts'
import { type Decoder, type Piece, initialEventsEnd } from './decoder.ts'
import { JsonScanner } from './jsonScanner.ts'
import { projectStatus } from './jsonStatus.ts'
import { changeOf } from './protobufWatch.ts'
import { at, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { ResourceKind } from './resources.ts'

/** Reads a list in JSON, item by item. */
export function jsonListDecoder<T>(
  kind: ResourceKind<T>,
  sink: (piece: Piece<T>) => void,
): Decoder {
  let list: unknown
  const scanner = new JsonScanner((value, isItem) => {
    if (isItem) sink({ type: 'object', change: 'ADDED', ...kind.readJson(value) })
    else list = value
  }, true)
  return {
    push: (chunk) => scanner.push(chunk),
    end: () => {
      scanner.end()
      // A body without length or chunking that is cut off looks like a whole one: only the list itself can tell.
      if (at(list, 'kind') !== `${kind.kind}List`)
        throw new DecodeError(`expected a list of ${kind.kind}`)
      const metadata = at(list, 'metadata')
      sink({
        type: 'page',
        version: textOrEmpty(at(metadata, 'resourceVersion')),
        continueToken: textOrEmpty(at(metadata, 'continue')),
      })
    },
  }
}

/** Reads a watch in JSON: one object per event. */
export function jsonWatchDecoder<T>(
  kind: ResourceKind<T>,
  sink: (piece: Piece<T>) => void,
): Decoder {
  const scanner = new JsonScanner((value) => sink(readWatchEvent(kind, value)), false)
  return { push: (chunk) => scanner.push(chunk), end: () => scanner.end() }
}

function readWatchEvent<T>(kind: ResourceKind<T>, event: unknown): Piece<T> {
  const type = textOrEmpty(at(event, 'type'))
  const object = at(event, 'object')
  if (type === 'ERROR' && at(object, 'kind') === 'Status')
    return { type: 'error', status: projectStatus(object) }
  if (at(object, 'kind') !== kind.kind) throw new DecodeError(`expected ${kind.kind}`)
  if (type === 'BOOKMARK') {
    const metadata = at(object, 'metadata')
    return {
      type: 'bookmark',
      version: textOrEmpty(at(metadata, 'resourceVersion')),
      initialEventsEnd: at(at(metadata, 'annotations'), initialEventsEnd) === 'true',
    }
  }
  return { type: 'object', change: changeOf(type), ...kind.readJson(object) }
}
