import { expect } from 'vitest'
import { at, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done } from './stage.test-kit.ts'
import { Watch } from './watch.test-kit.ts'

/** ResourceVersion of the collection as it is now. */
const version = async (s: Stage) =>
  textAt((await s.admin.get(s.path('daemonsets'))).body, 'metadata', 'resourceVersion')

export async function watching(
  s: Stage,
  query: string,
  act: (watch: Watch) => Promise<void>,
  accept?: string,
): Promise<void> {
  const watch = await Watch.open(s.admin, s.path('daemonsets', `?watch=true&${query}`), accept)
  try {
    await act(watch)
  } finally {
    watch.close()
  }
}

const told = (watch: Watch) => async () => watch.short

/** A DaemonSet without Pods, whose status comes to rest soon. */
async function createQuiet(s: Stage, name: string, labels: object = {}): Promise<void> {
  const manifest = s.daemonSet(name, {}, { nodeSelector: { nobody: 'has-this' } })
  done(await s.admin.post(s.path('daemonsets'), { ...manifest, metadata: { name, labels } }))
  await s.eventually(() => s.counts(name), {})
}

const fromList: Scenario = {
  title: 'from a list’s version tells what came after it: ADDED, MODIFIED, DELETED',
  play: async (s) => {
    await createQuiet(s, 'before')
    await watching(s, `resourceVersion=${await version(s)}`, async (watch) => {
      await createQuiet(s, 'agent')
      await s.change('agent', { metadata: { labels: { a: '1' } } })
      await s.eventually(told(watch), ['ADDED agent', 'MODIFIED agent'])
      await s.admin.delete(s.path('daemonsets', 'agent'))
      await s.eventually(told(watch), ['ADDED agent', 'MODIFIED agent', 'DELETED agent'])
      const last = watch.events.at(-1)
      expect(at(last, 'object', 'metadata', 'labels')).toEqual({ a: '1' })
      expect(textAt(last, 'object', 'kind')).toBe('DaemonSet')
    })
  },
}

const fromPast: Scenario = {
  title: 'from a version of the past tells all that has happened since',
  play: async (s) => {
    const then = await version(s)
    await createQuiet(s, 'agent')
    await s.admin.delete(s.path('daemonsets', 'agent'))
    await watching(s, `resourceVersion=${then}`, async (watch) => {
      await s.eventually(told(watch), ['ADDED agent', 'MODIFIED agent', 'DELETED agent'])
    })
  },
}

const withoutVersion: Scenario = {
  title: 'without a version begins with what there is, as ADDED',
  play: async (s) => {
    await createQuiet(s, 'one')
    await createQuiet(s, 'two')
    await watching(s, '', async (watch) => {
      await s.eventually(told(watch), ['ADDED one', 'ADDED two'])
      await createQuiet(s, 'three')
      await s.eventually(async () => watch.short.includes('ADDED three'), true)
    })
  },
}

const initialEvents: Scenario = {
  title: 'with sendInitialEvents marks by a bookmark where what there is ends',
  play: async (s) => {
    await createQuiet(s, 'one')
    const query =
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    await watching(s, query, async (watch) => {
      await s.eventually(told(watch), ['ADDED one', 'BOOKMARK'])
      // Later ones are ordinary.
      const first = watch.events.find((event) => textAt(event, 'type') === 'BOOKMARK')
      const mark = at(first, 'object')
      expect(mark).toMatchObject({
        kind: 'DaemonSet',
        apiVersion: 'apps/v1',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      })
      expect(Number(textAt(mark, 'metadata', 'resourceVersion'))).toBeGreaterThan(0)
      await createQuiet(s, 'two')
      await s.eventually(async () => watch.short.includes('ADDED two'), true)
    })
  },
}

const tooOld: Scenario = {
  title: 'from a version that is forgotten is Expired',
  play: async (s) => {
    await watching(s, `resourceVersion=${s.world.forgottenVersion}`, async (watch) => {
      await s.eventually(async () => watch.isOver, true)
      expect(watch.status).toBe(200)
      expect(watch.events).toMatchObject([
        {
          type: 'ERROR',
          object: {
            kind: 'Status',
            apiVersion: 'v1',
            status: 'Failure',
            reason: 'Expired',
            code: 410,
            message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
          },
        },
      ])
    })
  },
}

const byLabel: Scenario = {
  title: 'with a label selector tells of what comes in as ADDED, and of what falls out as DELETED',
  play: async (s) => {
    await createQuiet(s, 'agent', { tier: 'back' })
    await createQuiet(s, 'other')
    await watching(
      s,
      `labelSelector=tier=front&resourceVersion=${await version(s)}`,
      async (watch) => {
        await s.change('agent', { metadata: { labels: { tier: 'front' } } })
        await s.eventually(told(watch), ['ADDED agent'])
        await s.change('agent', { metadata: { labels: { more: 'x' } } })
        await s.eventually(told(watch), ['ADDED agent', 'MODIFIED agent'])
        await s.change('agent', { metadata: { labels: { tier: 'back' } } })
        await s.eventually(told(watch), ['ADDED agent', 'MODIFIED agent', 'DELETED agent'])
        await s.change('other', { metadata: { labels: { tier: 'side' } } })
        await s.rest()
        expect(watch.short).toHaveLength(3)
      },
    )
  },
}

const byName: Scenario = {
  title: 'of one object, by the field selector of its name',
  play: async (s) => {
    await watching(s, 'fieldSelector=metadata.name=agent', async (watch) => {
      await createQuiet(s, 'other')
      await createQuiet(s, 'agent')
      await s.eventually(async () => watch.short.slice(0, 1), ['ADDED agent'])
      await s.admin.delete(s.path('daemonsets', 'agent'))
      await s.eventually(async () => watch.short.at(-1), 'DELETED agent')
      expect(watch.short.filter((text) => text.endsWith('other'))).toEqual([])
    })
  },
}

const timeOut: Scenario = {
  title: 'ends after timeoutSeconds',
  play: async (s) => {
    await watching(s, 'timeoutSeconds=1', async (watch) => {
      await s.eventually(async () => watch.isOver, true)
      expect(watch.status).toBe(200)
    })
  },
}

const bookmarks: Scenario = {
  title: 'with allowWatchBookmarks tells, before it ends, how far it has come',
  play: async (s) => {
    await createQuiet(s, 'agent')
    const query = `allowWatchBookmarks=true&timeoutSeconds=4&resourceVersion=${await version(s)}`
    await watching(s, query, async (watch) => {
      await s.eventually(async () => watch.isOver, true)
      expect(watch.short).toEqual(['BOOKMARK'])
      expect(
        Number(textAt(watch.events.at(-1), 'object', 'metadata', 'resourceVersion')),
      ).toBeGreaterThan(0)
    })
  },
}

const podsOfNode: Scenario = {
  title: 'of the Pods of a node tells when one is bound to it',
  play: async (s) => {
    await s.nodes(['a'])
    const selector = encodeURIComponent(`spec.nodeName=${s.node('a')}`)
    const path = s.path('pods', `?watch=true&fieldSelector=${selector}`)
    const watch = await Watch.open(s.admin, path)
    try {
      await s.create('agent')
      await s.eventually(() => s.counts('agent'), allWell(1))
      await s.eventually(
        async () => watch.events.slice(0, 1),
        [{ type: 'ADDED', object: expect.objectContaining({ kind: 'Pod' }) }],
      )
      await s.admin.delete(s.path('daemonsets', 'agent'))
      await s.eventually(async () => textAt(watch.events.at(-1), 'type'), 'DELETED')
    } finally {
      watch.close()
    }
  },
}

export const watches: readonly Scenario[] = [
  fromList,
  fromPast,
  withoutVersion,
  initialEvents,
  tooOld,
  byLabel,
  byName,
  timeOut,
  bookmarks,
  podsOfNode,
]
