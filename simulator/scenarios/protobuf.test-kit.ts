import { expect } from 'vitest'
import { decodeAs } from '../schema/decodeAs.ts'
import { readProtobuf } from '../schema/readProtobuf.ts'
import { at, listAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, done } from './stage.test-kit.ts'
import { watching } from './watching.test-kit.ts'

const protobuf = 'application/vnd.kubernetes.protobuf'
const json = 'application/json'
const meta = 'v=v1;g=meta.k8s.io'

/** Nobody runs its Pods, and its status comes to rest soon. */
async function createQuiet(s: Stage, name: string): Promise<void> {
  const updateStrategy = {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' },
  }
  const resources = { requests: { cpu: '1500m', memory: '64Mi' } }
  const containers = [{ name: 'main', image: 'registry.example/agent:1', resources }]
  const tolerations = [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -3 }]
  const pod = { nodeSelector: { nobody: 'has-this' }, containers, tolerations }
  const manifest = s.daemonSet(name, { updateStrategy }, pod)
  const annotations = { 'example.com/owner': '運用チーム', empty: '' }
  done(await s.admin.post(s.path('daemonsets'), { ...manifest, metadata: { name, annotations } }))
  await s.eventually(() => s.counts(name), {})
}

async function asProtobuf(s: Stage, path: string, accept = `${protobuf},${json}`) {
  const response = await s.admin.send('GET', path, { headers: { accept } })
  expect(response.headers.get('content-type')).toBe(protobuf)
  const object = readProtobuf(new Uint8Array(await response.arrayBuffer()))
  return { status: response.status, object }
}

/** A DaemonSet without what protobuf has of it and JSON has not: empty texts and the like. */
function plain(daemonSet: unknown): unknown {
  return decodeAs(daemonSet, 'apps.DaemonSet').value
}

const objects: Scenario = {
  title: 'has an object as JSON has it',
  play: async (s) => {
    await createQuiet(s, 'agent')
    const { object } = await asProtobuf(s, s.path('daemonsets', 'agent'))
    const expected = await s.get('agent')
    expect(plain(object)).toEqual(plain(expected))
    expect(at(object, 'spec', 'updateStrategy', 'rollingUpdate')).toEqual({
      maxSurge: 0,
      maxUnavailable: '10%',
    })
    expect(at(object, 'metadata', 'annotations', 'example.com/owner')).toBe('運用チーム')
  },
}

const lists: Scenario = {
  title: 'has a list, and its pages, as JSON has them',
  play: async (s) => {
    for (const name of ['a', 'b', 'c']) await createQuiet(s, name)
    for (const query of ['', '?limit=2']) {
      const { object } = await asProtobuf(s, s.path('daemonsets', query))
      const expected = (await s.admin.get(s.path('daemonsets', query))).body
      expect(listAt(object, 'items').map(plain)).toEqual(listAt(expected, 'items').map(plain))
      expect(textAt(object, 'kind')).toBe('DaemonSetList')
      expect(at(object, 'metadata', 'remainingItemCount')).toEqual(
        at(expected, 'metadata', 'remainingItemCount'),
      )
    }
  },
}

const metadata: Scenario = {
  title: 'has metadata alone',
  play: async (s) => {
    await createQuiet(s, 'agent')
    const accept = `${protobuf};as=PartialObjectMetadataList;${meta}`
    const { object } = await asProtobuf(s, s.path('daemonsets'), accept)
    expect(textAt(object, 'kind')).toBe('PartialObjectMetadataList')
    const [item] = listAt(object, 'items')
    expect(at(item, 'metadata')).toMatchObject({
      name: 'agent',
      uid: at(await s.get('agent'), 'metadata', 'uid'),
      annotations: { 'example.com/owner': '運用チーム', empty: '' },
    })
  },
}

const refusals: Scenario = {
  title: 'has refusals too',
  play: async (s) => {
    const path = s.path('daemonsets', 'nobody')
    const { status, object } = await asProtobuf(s, path)
    const expected = (await s.admin.get(path)).body
    expect(status).toBe(404)
    expect(decodeAs(object, 'meta.Status').value).toEqual(expected)
    expect(textAt(object, 'message')).toBe('daemonsets.apps "nobody" not found')
  },
}

const watches: Scenario = {
  title: 'has a watch’s events, each behind its length, bookmarks and errors among them',
  play: async (s) => {
    await createQuiet(s, 'agent')
    const list = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    await watching(
      s,
      list,
      async (watch) => {
        await s.eventually(async () => watch.short, ['ADDED agent', 'BOOKMARK'])
        expect(watch.contentType).toBe(`${protobuf};stream=watch`)
        expect(plain(at(watch.events[0], 'object'))).toEqual(plain(await s.get('agent')))
        const end = { 'k8s.io/initial-events-end': 'true' }
        expect(at(watch.events[1], 'object', 'metadata', 'annotations')).toMatchObject(end)
        await s.admin.delete(s.path('daemonsets', 'agent'))
        // A bookmark may come after it.
        await s.eventually(async () => watch.short.includes('DELETED agent'), true)
      },
      protobuf,
    )
    await watching(
      s,
      'resourceVersion=1',
      async (watch) => {
        await s.eventually(async () => watch.events.length, 1)
        expect(watch.events[0]).toMatchObject({
          type: 'ERROR',
          object: { kind: 'Status', code: 410, reason: 'Expired' },
        })
      },
      protobuf,
    )
  },
}

const table = `;as=Table;${meta}`

const negotiated: Scenario = {
  title: 'is chosen where the first clause that can be served, by weight, asks for it',
  play: async (s) => {
    const path = s.path('daemonsets')
    const typeOf = async (accept: string) => {
      const response = await s.admin.send('GET', path, { headers: { accept } })
      await response.body?.cancel()
      return [accept, response.ok ? response.headers.get('content-type') : response.status]
    }
    const expected: Readonly<Record<string, string | number>> = {
      [protobuf]: protobuf,
      [`${protobuf},${json}`]: protobuf,
      [`${json},${protobuf}`]: json,
      [`${protobuf};q=0.5,${json}`]: json,
      [`${json};q=0.5,${protobuf};q=0.8`]: protobuf,
      [`${json};q=0`]: json,
      [`${json};q=0,${protobuf};q=0.1`]: protobuf,
      '*/*': json,
      [`${protobuf};stream=watch`]: protobuf,
      [`${json};stream=other,${protobuf}`]: protobuf,
      [`${protobuf}${table},${json}`]: json,
      [`${protobuf}${table},${json}${table}`]: json,
      [`${protobuf}${table}`]: 406,
    }
    for (const [accept, type] of Object.entries(expected))
      expect(await typeOf(accept)).toEqual([accept, type])
  },
}

export const protobufs: readonly Scenario[] = [
  objects,
  lists,
  metadata,
  refusals,
  watches,
  negotiated,
]
