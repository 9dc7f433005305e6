import { describe, expect, it } from 'vitest'
import { daemonSet } from '../../registry/registry.test-kit.ts'
import { field, testApi } from '../api.test-kit.ts'
import { applyJsonPatch, PatchError } from './jsonPatch.ts'
import { applyMergePatch } from './mergePatch.ts'
import { applyStrategicMerge } from './strategicMerge.ts'

const path = '/apis/apps/v1/namespaces/shop/daemonsets'
const json = { type: 'application/json-patch+json' }
const merge = { type: 'application/merge-patch+json' }
const strategic = { type: 'application/strategic-merge-patch+json' }

async function withDaemonSet() {
  const api = testApi()
  await api.ask('POST', path, daemonSet())
  return api
}

describe('a patch', () => {
  it('changes what is there, and counts as a new generation where it changes the spec', async () => {
    const { ask } = await withDaemonSet()
    const labelled = await ask(
      'PATCH',
      `${path}/agent`,
      { metadata: { labels: { a: 'b' } } },
      merge,
    )
    expect(labelled.json).toMatchObject({ metadata: { labels: { a: 'b' }, generation: 1 } })
    const slow = [{ op: 'add', path: '/spec/minReadySeconds', value: 5 }]
    const { json: slower } = await ask('PATCH', `${path}/agent`, slow, json)
    expect(slower).toMatchObject({ metadata: { generation: 2 }, spec: { minReadySeconds: 5 } })
  })

  it('that does not fit says no more than that', async () => {
    const { ask } = await withDaemonSet()
    const operations = [{ op: 'test', path: '/metadata/uid', value: 'other' }]
    expect((await ask('PATCH', `${path}/agent`, operations, json)).json).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
      details: {},
    })
    expect(field((await ask('PATCH', `${path}/agent`, {}, json)).json, 'message')).toBe(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    )
  })

  it('may not change name and namespace, nor make something that is no such object', async () => {
    const { ask } = await withDaemonSet()
    const message = async (patch: unknown): Promise<unknown> =>
      field((await ask('PATCH', `${path}/agent`, patch, merge)).json, 'message')
    expect(await message({ metadata: { name: 'x' } })).toBe(
      'the name of the object (x) does not match the name on the URL (agent)',
    )
    expect(await message({ spec: { minReadySeconds: 'x' } })).toMatch(
      / "" is invalid: patch: Invalid value: .*: json: cannot unmarshal string into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32$/,
    )
    expect(await message({ metadata: { resourceVersion: '1' } })).toMatch(/^Operation cannot be/)
  })

  it('with unknown fields is warned of or refused, as it is asked', async () => {
    const { ask } = await withDaemonSet()
    const patch = { spec: { paused: true } }
    const warned = await ask('PATCH', `${path}/agent`, patch, merge)
    expect(warned.headers.get('warning')).toBe(String.raw`299 - "unknown field \"spec.paused\""`)
    expect(field(warned.json, 'spec')).not.toHaveProperty('paused')
    const strict = await ask('PATCH', `${path}/agent?fieldValidation=Strict`, patch, strategic)
    expect(field(strict.json, 'message')).toBe(
      ' "" is invalid: patch: Invalid value: "map[spec:map[paused:true]]": strict decoding error: unknown field "spec.paused"',
    )
  })

  it('of the status leaves the spec alone', async () => {
    const { ask } = await withDaemonSet()
    const patch = { status: { numberReady: 3 }, spec: { minReadySeconds: 9 } }
    const { json: answer } = await ask('PATCH', `${path}/agent/status`, patch, merge)
    expect(answer).toMatchObject({ status: { numberReady: 3 } })
    expect(field(answer, 'spec')).not.toHaveProperty('minReadySeconds')
  })

  it('is refused for other types, and left out for server-side apply', async () => {
    const { ask } = await withDaemonSet()
    expect((await ask('PATCH', `${path}/agent`, {})).status).toBe(415)
    const apply = { type: 'application/apply-patch+yaml' }
    expect((await ask('PATCH', `${path}/agent`, 'a: b', apply)).status).toBe(501)
  })
})

describe('a JSON patch', () => {
  it('adds, replaces, removes, moves and copies, in lists too', () => {
    const operations = [
      { op: 'test', path: '/list/0', value: 'a' },
      { op: 'add', path: '/list/1', value: 'b' },
      { op: 'add', path: '/list/-', value: 'd' },
      { op: 'replace', path: '/list/0', value: 'A' },
      { op: 'remove', path: '/old' },
      { op: 'copy', from: '/list/0', path: '/copied' },
      { op: 'move', from: '/copied', path: '/a~1b' },
    ]
    const document = { list: ['a', 'c'], old: 1 }
    expect(applyJsonPatch(document, operations)).toEqual({ list: ['A', 'b', 'c', 'd'], 'a/b': 'A' })
    expect(document).toEqual({ list: ['a', 'c'], old: 1 })
  })

  it.each([
    { op: 'remove', path: '/none' },
    { op: 'add', path: '/none/more', value: 1 },
    { op: 'add', path: '/list/9', value: 1 },
    { op: 'remove', path: '/list/2' },
    { op: 'test', path: '/list', value: [] },
    { op: 'other', path: '/list' },
    { op: 'remove' },
  ])('is refused where it does not fit: $op $path', (operation) => {
    expect(() => applyJsonPatch({ list: ['a', 'b'] }, [operation])).toThrow(PatchError)
  })
})

describe('a merge patch', () => {
  it('merges objects, replaces the rest, and removes with null', () => {
    const document = { a: { b: 1, c: 2 }, list: [1, 2], gone: 1 }
    const patch = { a: { c: null, d: { e: null, f: 1 } }, list: [3], gone: null }
    expect(applyMergePatch(document, patch)).toEqual({ a: { b: 1, d: { f: 1 } }, list: [3] })
  })
})

describe('a strategic merge patch', () => {
  const apply = (original: object, patch: object): object =>
    applyStrategicMerge({ ...original }, { ...patch }, 'core.PodSpec')

  it('merges lists by their key, new elements behind, and those that are named in their order', () => {
    const original = { containers: [{ name: 'a', image: 'a:1' }, { name: 'b' }, { name: 'c' }] }
    expect(apply(original, { containers: [{ name: 'x' }, { name: 'a', image: 'a:2' }] })).toEqual({
      containers: [{ name: 'x' }, { name: 'a', image: 'a:2' }, { name: 'b' }, { name: 'c' }],
    })
    expect(
      apply(original, {
        '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }],
        containers: [{ name: 'b', $patch: 'delete' }],
      }),
    ).toEqual({ containers: [{ name: 'c' }, { name: 'a', image: 'a:1' }] })
  })

  it('replaces what has no key to merge by, and what says so', () => {
    const original = { tolerations: [{ key: 'a' }], nodeSelector: { a: '1', b: '2' } }
    expect(apply(original, { tolerations: [{ key: 'b' }], nodeSelector: { b: null } })).toEqual({
      tolerations: [{ key: 'b' }],
      nodeSelector: { a: '1' },
    })
    expect(apply(original, { nodeSelector: { $patch: 'replace', c: '3' } })).toEqual({
      tolerations: [{ key: 'a' }],
      nodeSelector: { c: '3' },
    })
    expect(
      apply(
        { containers: [{ name: 'a' }] },
        { containers: [{ name: 'b' }, { $patch: 'replace' }] },
      ),
    ).toEqual({ containers: [{ name: 'b' }] })
  })

  it('keeps of a choice only what it names, and takes single texts out of a list', () => {
    const strategy = applyStrategicMerge(
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } },
      { updateStrategy: { $retainKeys: ['type'], type: 'OnDelete' } },
      'apps.DaemonSetSpec',
    )
    expect(strategy).toEqual({ updateStrategy: { type: 'OnDelete' } })
    const meta = applyStrategicMerge(
      { finalizers: ['a/b', 'c/d'] },
      { '$deleteFromPrimitiveList/finalizers': ['a/b'] },
      'meta.ObjectMeta',
    )
    expect(meta).toEqual({ finalizers: ['c/d'] })
  })

  it('says what is wrong with its directives', () => {
    expect(() => apply({ containers: [{ name: 'a' }] }, { containers: [{ image: 'x' }] })).toThrow(
      'map: map[image:x] does not contain declared merge key: name',
    )
    expect(() => apply({}, { $patch: 'foo' })).toThrow(
      'unknown patch type: foo in map: map[$patch:foo]',
    )
    expect(() =>
      apply(
        { containers: [] },
        {
          '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }],
          containers: [{ name: 'a' }, { name: 'b' }],
        },
      ),
    ).toThrow('The order in patch list')
  })
})
