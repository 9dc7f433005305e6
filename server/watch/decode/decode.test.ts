import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../../../domain/stream/lines.ts'
import { envelope, field, frame, join } from '../protobufWriter.test-kit.ts'
import { createDecoder } from './createDecoder.ts'
import { DecodeError } from '../../../domain/decode/projected.ts'
import { CutError, type Piece, largestObject } from './decoder.ts'
import { resourceKinds } from './resources.ts'

const protobuf = 'application/vnd.kubernetes.protobuf'
const protobufWatch = `${protobuf};stream=watch`
const json = 'application/json'

/** Answers of a real API server (v1.36.3). */
function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function decode(
  resource: Resource,
  body: 'list' | 'watch',
  contentType: string,
  content: Uint8Array,
  chunkSize = content.length,
): Piece<unknown>[] {
  const pieces: Piece<unknown>[] = []
  const kind = resourceKinds[resource]
  const decoder = createDecoder<unknown>(kind, body, contentType, (piece) => pieces.push(piece))
  for (let i = 0; i < content.length; i += chunkSize)
    decoder.push(content.subarray(i, i + chunkSize))
  decoder.end()
  return pieces
}

function objectsOf(pieces: Piece<unknown>[]): unknown[] {
  return pieces.flatMap((piece) => (piece.type === 'object' ? [piece.object] : []))
}

const forms = [
  ['list', protobuf, 'pb'],
  ['list', json, 'json'],
  ['watch', protobufWatch, 'watch.pb'],
  ['watch', json, 'watch.ndjson'],
] as const

describe.each(['nodes', 'pods'] as const)('%s', (resource) => {
  it('are the same in protobuf as in JSON, in lists and in watches', () => {
    const [first, ...others] = forms.map(([body, type, name]) =>
      objectsOf(decode(resource, body, type, fixture(`${resource}.${name}`))),
    )
    expect(first).toHaveLength(resource === 'pods' ? 7 : 1)
    for (const other of others) expect(other).toStrictEqual(first)
  })

  it.each(forms)('are the same in whatever chunks they come: %s in %s', (body, type, name) => {
    const content = fixture(`${resource}.${name}`)
    const whole = decode(resource, body, type, content)
    for (const chunkSize of [1, 7, 1000])
      expect(decode(resource, body, type, content, chunkSize)).toEqual(whole)
  })

  it.each(forms)('are never taken as complete when they are cut: %s in %s', (body, type, name) => {
    const content = fixture(`${resource}.${name}`)
    const ends = wholeEnds(body, type, content)
    for (let length = 1; length < content.length; length += 13) {
      if (ends.has(length)) continue
      const cut = (): unknown => decode(resource, body, type, content.subarray(0, length))
      expect(cut, `cut after ${length} bytes`).toThrow(CutError)
    }
  })
})

/** Where a watch may end, because an event ends there; and where only a line break is missing. */
function wholeEnds(body: 'list' | 'watch', type: string, content: Uint8Array): Set<number> {
  const ends = new Set<number>()
  if (type === json) {
    content.forEach((byte, i) => byte === 10 && ends.add(i).add(i + 1))
  } else if (body === 'watch') {
    const view = new DataView(content.buffer)
    for (let at = 0; at < content.length; at += 4 + view.getUint32(at)) ends.add(at)
  }
  return ends
}

describe('a Pod', () => {
  const pods = new Map(
    objectsOf(decode('pods', 'list', protobuf, fixture('pods.pb'))).map((pod) => [
      (pod as { name: string }).name.replace(/^agent-.*/, 'agent'),
      pod,
    ]),
  )

  it('that a DaemonSet runs has its owner, revision, node and addresses', () => {
    expect(pods.get('agent')).toEqual({
      uid: expect.any(String) as string,
      namespace: 'fixtures',
      name: expect.stringMatching(/^agent-/) as string,
      created: Date.parse('2026-11-24T11:33:39Z') / 1000,
      owner: { kind: 'DaemonSet', name: 'agent', uid: 'f671934b-0960-4038-8f62-678649381c2a' },
      revision: '66ccd58c8',
      templateGeneration: '2',
      node: expect.stringMatching(/^gpu-0/) as string,
      phase: 'Running',
      ready: true,
      readySince: Date.parse('2026-11-24T11:33:39Z') / 1000,
      hostIP: expect.stringMatching(/^10\.0\.0\./) as string,
      podIP: expect.stringMatching(/^10\.128\./) as string,
      restarts: 0,
      demand: 'cpu=10 memory=16777216 :8080 priority=2000001000',
      started: Date.parse('2026-11-24T11:33:39Z') / 1000,
    })
  })

  it('without a controller keeps its labels, names that objects have by themselves included', () => {
    expect(pods.get('alone')).toMatchObject({
      labels: { app: 'x', constructor: 'y', 'controller-revision-hash': 'abc' },
      revision: 'abc',
      target: 'no-such-node',
      hostNetwork: true,
      unscheduled: { reason: 'Unschedulable', message: expect.stringContaining('0/20') as string },
    })
    expect(pods.get('owned-not-controlled')).toMatchObject({ labels: { a: '' }, target: 'cp-01' })
  })

  it('says which containers are in trouble, with the exit code of the last end, and counts restarts', () => {
    expect(pods.get('trouble')).toMatchObject({
      phase: 'Running',
      reason: 'Evicted',
      message: 'The node was low on resource: 記憶域 — “quoted” <b>',
      ready: false,
      readySince: Date.parse('2026-01-02T03:04:05Z') / 1000,
      podIP: 'fd00::1',
      restarts: 310,
      trouble: [
        {
          container: 'main',
          reason: 'CrashLoopBackOff',
          message: 'back-off 5m0s restarting failed container=main',
          exitCode: 137,
          image: 'img:1',
        },
        { container: 'second', reason: 'ImagePullBackOff', image: 'reg/ja:2' },
        { container: 'third', reason: 'Error', message: 'ошибка', exitCode: 2 },
      ],
    })
  })

  it('that is being deleted says since when', () => {
    expect(pods.get('going')).toMatchObject({
      phase: 'Failed',
      deleted: Date.parse('2026-11-24T11:32:06Z') / 1000,
    })
  })

  it('that is gated says so', () => {
    expect(pods.get('gated')).toMatchObject({ unscheduled: { reason: 'SchedulingGated' } })
  })
})

describe('other objects', () => {
  it('of a Node lose annotations, managed fields, and the time of each heartbeat', () => {
    const [node] = objectsOf(decode('nodes', 'list', protobuf, fixture('nodes.pb')))
    expect(node).toMatchObject({
      metadata: { name: 'cp-01' },
      spec: { unschedulable: true },
    })
    expect(JSON.stringify(node)).not.toMatch(/annotations|managedFields|f:metadata|lastHeartbeat/)
  })

  it('of a DaemonSet keep the placement and annotations, and lose env, volumes, and what kubectl applied last', () => {
    const [daemonSet] = objectsOf(decode('daemonsets', 'list', json, fixture('daemonsets.json')))
    expect(daemonSet).toMatchObject({
      metadata: { name: 'agent', annotations: { 'example.com/owner': 'team-a' } },
      spec: {
        minReadySeconds: 5,
        updateStrategy: { rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } },
        selector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: [''] }] },
        template: {
          spec: {
            nodeSelector: { 'node-role.kubernetes.io/gpu': '' },
            containers: [{ name: 'main', ports: [{ containerPort: 80, hostPort: 8080 }] }],
            initContainers: [{ name: 'side', restartPolicy: 'Always' }],
          },
        },
      },
      status: { desiredNumberScheduled: 2, numberMisscheduled: 0 },
    })
    expect(JSON.stringify(daemonSet)).not.toMatch(/SECRET|hostPath|last-applied|managedFields/)
  })

  it('are namespaces with their phase, and revisions with their number', () => {
    const [namespace] = objectsOf(decode('namespaces', 'list', json, fixture('namespaces.json')))
    expect(namespace).toMatchObject({ metadata: { name: 'fixtures' }, status: { phase: 'Active' } })
    const revisions = objectsOf(
      decode('controllerrevisions', 'list', json, fixture('controllerrevisions.json')),
    )
    expect(revisions).toMatchObject([{ revision: 1 }, { revision: 2 }])
  })
})

describe('what no API server says', () => {
  const pod = envelope('v1', 'Pod', field(1, join(field(1, 'a'), field(5, 'b'), field(6, '1'))))

  it.each([
    ['HTML', 'watch', json, bytes('<html><body>502</body></html>')],
    ['an array', 'list', json, bytes('[]')],
    ['broken JSON', 'watch', json, bytes('{"type":"ADDED","object":{"kind":}}')],
    ['broken UTF-8', 'watch', json, join(bytes('{"a":"'), [0xff], bytes('"}'))],
    ['another kind', 'watch', json, bytes('{"type":"ADDED","object":{"kind":"Table"}}')],
    ['a list of another kind', 'list', json, bytes('{"kind":"Status","items":[]}')],
    ['another event', 'watch', json, bytes('{"type":"RENAMED","object":{"kind":"Pod"}}')],
    ['a Pod without uid', 'watch', json, podEvent('{"name":"a"}')],
    ['no Kubernetes protobuf', 'list', protobuf, bytes('xxxx\u0001')],
    ['another kind', 'watch', protobufWatch, frame('ADDED', envelope('v1', 'Table', field(1, '')))],
    ['a list of another kind', 'list', protobuf, envelope('v1', 'NodeList', field(2, ''))],
    ['another event', 'watch', protobufWatch, frame('RENAMED', pod)],
    ['an empty frame', 'watch', protobufWatch, join([0, 0, 0, 0])],
    ['garbage in a frame', 'watch', protobufWatch, join([0, 0, 0, 4, 255, 255, 255, 255])],
    ['a number without end', 'watch', protobufWatch, join([0, 0, 0, 12], Array(12).fill(255))],
    ['a length beyond the frame', 'watch', protobufWatch, join([0, 0, 0, 3], [10, 99, 65])],
    ['a frame of 16 MiB and 1 byte', 'watch', protobufWatch, join([1, 0, 0, 1])],
  ] as const)('is refused: %s (%s in %s)', (_, body, type, content) => {
    expect(() => decode('pods', body, type, content)).toThrow(DecodeError)
  })

  function podEvent(metadata: string): Uint8Array {
    return bytes(`{"type":"ADDED","object":{"kind":"Pod","metadata":${metadata}}}`)
  }

  it('is refused where its length alone is too much, before it is held', () => {
    const decoder = createDecoder(resourceKinds.pods, 'watch', json, () => {})
    const chunk = bytes('x'.repeat(1024 * 1024))
    decoder.push(bytes('{"a":"'))
    const pushMuch = (): void => {
      for (let size = 0; size <= largestObject; size += chunk.length) decoder.push(chunk)
    }
    expect(pushMuch).toThrow(DecodeError)
  })

  it('is refused, or waited for, and never anything else, whatever the bytes are', () => {
    const anyForm = fc.constantFrom(...forms)
    fc.assert(
      fc.property(
        anyForm,
        fc.nat(),
        fc.uint8Array({ maxLength: 9 }),
        ([body, type, name], at, noise) => {
          const content = fixture(`pods.${name}`)
          content.set(noise, at % (content.length - noise.length))
          try {
            decode('pods', body, type, content)
          } catch (error) {
            if (!(error instanceof DecodeError)) expect(error).toBeInstanceOf(CutError)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each(['text/html', 'application/yaml', '', 'application/vnd.kubernetes.protobuf'])(
    'is refused by its content type: %s',
    (type) => {
      expect(() => decode('daemonsets', 'list', type, bytes(''))).toThrow(DecodeError)
    },
  )
})

describe('a Pod in the middle of 20,000', () => {
  it('is the only one in memory: the list is read while it comes', () => {
    const event = fixture('pods.watch.pb')
    const first = event.subarray(4, 4 + new DataView(event.buffer).getUint32(0))
    // A frame has the WatchEvent's own fields; what the list needs is the Pod alone.
    const item = join(field(1, join(field(1, 'a'), field(5, 'b'))), field(2, first))
    const list = envelope(
      'v1',
      'PodList',
      join(field(1, field(2, '7')), ...Array.from({ length: 3 }, () => field(2, item))),
    )
    const seen: number[] = []
    let pushed = 0
    const decoder = createDecoder(resourceKinds.pods, 'list', protobuf, () => seen.push(pushed))
    for (let i = 0; i < list.length; i += 100) {
      pushed = Math.min(i + 100, list.length)
      decoder.push(list.subarray(i, i + 100))
    }
    decoder.end()
    expect(seen).toHaveLength(4)
    expect(seen[0]).toBeLessThan(list.length / 2)
  })
})
