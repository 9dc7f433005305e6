import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createDecoder } from './createDecoder.ts'
import type { Piece } from './decoder.ts'
import { resourceKinds } from './resources.ts'

const protobuf = 'application/vnd.kubernetes.protobuf'
const json = 'application/json'

/** Answers of a real API server (v1.36.3). */
function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
}

type Large = 'nodes' | 'pods'

function decode(
  resource: Large | 'daemonsets' | 'namespaces' | 'controllerrevisions',
  body: 'list' | 'watch',
  contentType: string,
  bytes: Uint8Array,
  chunkSize = bytes.length,
): Piece<unknown>[] {
  const pieces: Piece<unknown>[] = []
  const decoder = createDecoder<unknown>(resourceKinds[resource], body, contentType, (piece) =>
    pieces.push(piece),
  )
  for (let i = 0; i < bytes.length; i += chunkSize) decoder.push(bytes.subarray(i, i + chunkSize))
  decoder.end()
  return pieces
}

describe('decoding what the API server says', () => {
  for (const resource of ['nodes', 'pods'] as const) {
    it(`gives the same ${resource} from protobuf as from JSON, in lists`, () => {
      const fromProtobuf = decode(resource, 'list', protobuf, fixture(`${resource}.pb`))
      const fromJson = decode(resource, 'list', json, fixture(`${resource}.json`))
      expect(fromProtobuf).toStrictEqual(fromJson)
      expect(fromProtobuf.length).toBe(resource === 'pods' ? 8 : 2)
    })

    it(`gives the same ${resource} from protobuf as from JSON, in watches`, () => {
      const type = `${protobuf};stream=watch`
      const fromProtobuf = decode(resource, 'watch', type, fixture(`${resource}.watch.pb`))
      const fromJson = decode(resource, 'watch', json, fixture(`${resource}.watch.ndjson`))
      const withoutLast = (pieces: Piece<unknown>[]) => pieces.slice(0, -1)
      expect(withoutLast(fromProtobuf)).toStrictEqual(withoutLast(fromJson))
      expect(fromProtobuf.at(-1)).toMatchObject({ type: 'bookmark', initialEventsEnd: true })
      expect(fromJson.at(-1)).toMatchObject({ type: 'bookmark', initialEventsEnd: true })
    })
  }
})
