import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDecoder } from '../../server/watch/decode/createDecoder.ts'
import type { Piece } from '../../server/watch/decode/decoder.ts'
import { resourceKinds } from '../../server/watch/decode/resources.ts'
import { projectNode } from '../../domain/decode/jsonObjects.ts'
import { projectPod } from '../../domain/decode/jsonPod.ts'
import { TestDemo } from '../demo/demo.test-kit.ts'
import { resources, apiVersionOf } from '../registry/resources.ts'
import { readProtobuf } from './readProtobuf.ts'
import { typeOfKind } from './schema.ts'
import { valueOf } from './schemaValues.test-kit.ts'
import { writeProtobuf, writeProtobufEvent, writeProtobufList } from './writeProtobuf.ts'

const kinds = [
  ...resources.map((resource) => [apiVersionOf(resource), resource.kind] as const),
  ['policy/v1', 'Eviction'] as const,
  ['meta.k8s.io/v1', 'PartialObjectMetadata'] as const,
  ['v1', 'Status'] as const,
].filter(([apiVersion, kind]) => typeOfKind(apiVersion, kind) !== undefined)

/** Pieces are there only until the next one. */
function joined(pieces: Iterable<Uint8Array>): Uint8Array {
  const bytes: number[] = []
  for (const piece of pieces) for (const byte of piece) bytes.push(byte)
  return Uint8Array.from(bytes)
}

describe('an object in protobuf', () => {
  it.each(kinds)('is read as it was written, whatever it is: %s %s', (apiVersion, kind) => {
    const content = valueOf(typeOfKind(apiVersion, kind) ?? '')
    fc.assert(
      fc.property(content, (fields) => {
        const object = { apiVersion, kind, ...(fields as object) }
        expect(readProtobuf(writeProtobuf(object))).toEqual(object)
      }),
      { numRuns: 30 },
    )
  })

  it('is the same whether its parts have been written before or not, and whether most are written once', () => {
    fc.assert(
      fc.property(valueOf('core.PodSpec'), (spec) => {
        const pod = { apiVersion: 'v1', kind: 'Pod', spec }
        const first = writeProtobuf(pod).slice()
        for (let time = 0; time < 3; time += 1) expect(writeProtobuf(pod)).toEqual(first)
        for (let each = 0; each < 10_000; each += 1)
          writeProtobuf({ ...pod, spec: { securityContext: { runAsUser: each } } })
        expect(writeProtobuf(pod)).toEqual(first)
      }),
      { numRuns: 5 },
    )
  })

  it('has what is 0 or false where it stands, and loses what the type does not have', () => {
    const rollingUpdate = { maxSurge: 0, maxUnavailable: '10%' }
    const template = { spec: { hostUsers: false, foo: 'bar' } }
    const object = { apiVersion: 'apps/v1', kind: 'DaemonSet', status: { foo: 1 } }
    const spec = { updateStrategy: { rollingUpdate }, template, minReadySeconds: 0 }
    expect(readProtobuf(writeProtobuf({ ...object, spec }))).toEqual({
      ...object,
      status: {},
      spec: { ...spec, template: { spec: { hostUsers: false } } },
    })
  })

  it('that is none of its type is refused, and the next one is written as ever', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }
    expect(() => writeProtobuf({ ...object, metadata: { name: 5 } })).toThrow(TypeError)
    expect(() => writeProtobuf({ ...object, kind: 'Foo' })).toThrow(TypeError)
    expect(readProtobuf(writeProtobuf(object))).toEqual(object)
  })
})

describe('a list in protobuf', () => {
  it('is the same made item by item as whole', () => {
    const items = fc.array(valueOf('core.Pod', 3), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(items, (items) => {
        const head = { apiVersion: 'v1', kind: 'PodList', metadata: { resourceVersion: '7' } }
        const bytes = joined(writeProtobufList(head, items, (item) => item))
        expect(bytes).toEqual(writeProtobuf({ ...head, items }).slice())
        expect(readProtobuf(bytes)).toEqual({ ...head, items })
      }),
      { numRuns: 30 },
    )
  })
})

describe("the console's reader", () => {
  const { store } = new TestDemo().cluster
  const decoded = (
    resource: 'nodes' | 'pods',
    body: 'list' | 'watch',
    bytes: Uint8Array,
  ): readonly Piece<unknown>[] => {
    const pieces: Piece<unknown>[] = []
    const type = `application/vnd.kubernetes.protobuf${body === 'watch' ? ';stream=watch' : ''}`
    const decoder = createDecoder<unknown>(resourceKinds[resource], body, type, (piece) =>
      pieces.push(piece),
    )
    decoder.push(bytes)
    decoder.end()
    return pieces
  }

  it.each([
    ['nodes', projectNode],
    ['pods', projectPod],
  ] as const)('reads %s of lists and watches as it does in JSON', (resource, project) => {
    const objects = store.list(resource)
    const { kind } = resourceKinds[resource]
    const head = { apiVersion: 'v1', kind: `${kind}List`, metadata: { resourceVersion: '9' } }
    const expected = objects.map((object) => ({
      type: 'object',
      change: 'ADDED',
      ...project(object),
    }))
    const list = joined(writeProtobufList(head, objects, (object) => object))
    const page = { type: 'page', version: '9', continueToken: '' }
    expect(decoded(resource, 'list', list)).toEqual([...expected, page])
    const events = objects.map((object) => writeProtobufEvent('ADDED', object).slice())
    expect(decoded(resource, 'watch', joined(events))).toEqual(expected)
  })

  it('sees bookmarks and errors of a watch', () => {
    const annotations = { 'k8s.io/initial-events-end': 'true' }
    const metadata = { resourceVersion: '9', annotations }
    const bookmark = writeProtobufEvent('BOOKMARK', { apiVersion: 'v1', kind: 'Pod', metadata })
    expect(decoded('pods', 'watch', bookmark)).toEqual([
      { type: 'bookmark', version: '9', initialEventsEnd: true },
    ])
    const status = { apiVersion: 'v1', kind: 'Status', code: 410, reason: 'Expired', message: 'x' }
    expect(decoded('pods', 'watch', writeProtobufEvent('ERROR', status))).toMatchObject([
      { type: 'error', status: { code: 410, reason: 'Expired', message: 'x' } },
    ])
  })
})
