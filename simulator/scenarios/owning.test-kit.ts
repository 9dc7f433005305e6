import { expect } from 'vitest'
import { at, listAt, nameOf } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done, image } from './stage.test-kit.ts'

const owners = (object: unknown) =>
  listAt(object, 'metadata', 'ownerReferences').map((owner) => at(owner, 'uid'))

const status = async (s: Stage) => (await s.admin.get(s.path('daemonsets', 'agent'))).status

async function begin(s: Stage, spec: object = {}): Promise<void> {
  await s.nodes(['a', 'b'])
  await s.create('agent', spec)
  await s.eventually(() => s.counts('agent'), allWell(2))
}

/** Deletes the DaemonSet with this propagation policy. */
const remove = async (s: Stage, propagationPolicy?: string) => {
  const options = propagationPolicy === undefined ? undefined : { propagationPolicy }
  return done(await s.admin.delete(s.path('daemonsets', 'agent'), options))
}

const orphan: Scenario = {
  title: 'deleting with Orphan leaves Pods and revisions, which belong to nobody then',
  play: async (s) => {
    await begin(s)
    const before = await s.uids('agent')
    await remove(s, 'Orphan')
    await s.eventually(() => status(s), 404)
    expect(await s.uids('agent')).toEqual(before)
    expect((await s.pods('agent')).flatMap(owners)).toEqual([])
    const revisions = await s.admin.list(s.path('controllerrevisions'))
    expect([revisions.length, revisions.flatMap(owners)]).toEqual([1, []])
    await s.rest()
    expect(await s.placement('agent')).toEqual({ a: '1 Ready', b: '1 Ready' })
  },
}

const adopt: Scenario = {
  title: 'a DaemonSet adopts the Pods and the revision that it finds, if they match',
  play: async (s) => {
    await begin(s)
    const before = await s.uids('agent')
    await remove(s, 'Orphan')
    await s.eventually(() => status(s), 404)
    const uid = at(await s.create('agent'), 'metadata', 'uid')
    await s.eventually(async () => (await s.pods('agent')).flatMap(owners), [uid, uid])
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.rest()
    expect(await s.uids('agent')).toEqual(before)
    const revisions = await s.admin.list(s.path('controllerrevisions'))
    expect(revisions.flatMap(owners)).toEqual([uid])
  },
}

const trap: Scenario = {
  title:
    'Pods of generation 1 that are adopted count as up to date, whatever their image, until the next change',
  play: async (s) => {
    await begin(s)
    const before = await s.uids('agent')
    await remove(s, 'Orphan')
    await s.eventually(() => status(s), 404)
    await s.create('agent', {}, { containers: [{ name: 'main', image: image('2') }] })
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.rest()
    expect(await s.uids('agent')).toEqual(before)
    expect(await s.placement('agent')).toEqual({ a: '1 Ready', b: '1 Ready' })
    await s.rollTo('agent', '3')
    await s.eventually(() => s.placement('agent'), { a: '3 Ready', b: '3 Ready' })
  },
}

const bare: Scenario = {
  title: 'adopts a bare Pod that its selector matches; it counts as outdated',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    const spec = { nodeName: s.node('a'), containers: [{ name: 'main', image: image('0') }] }
    const metadata = { name: 'bare', labels: { app: 'agent' } }
    done(await s.admin.post(s.path('pods'), { metadata, spec }))
    await s.eventually(() => s.placement('agent'), { a: '0 Ready' })
    const created = await s.create('agent', { updateStrategy: { type: 'OnDelete' } })
    await s.eventually(() => s.placement('agent'), { a: '0 Ready', b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), { ...allWell(2), updated: 1 })
    expect(owners(await s.podOn('agent', 'a'))).toEqual([at(created, 'metadata', 'uid')])
    await s.change('agent', { spec: { updateStrategy: { type: 'RollingUpdate' } } })
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
  },
}

const release: Scenario = {
  title: 'a Pod whose label is changed is released and replaced; it lives on beside its successor',
  play: async (s) => {
    await begin(s)
    const path = await s.podPath('agent', 'a')
    done(await s.admin.patch(path, { metadata: { labels: { app: 'debug' } } }))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
    await s.eventually(() => s.placement('debug'), { a: '1 Ready' })
    expect((await s.pods('debug')).flatMap(owners)).toEqual([])
    await s.eventually(() => s.counts('agent'), allWell(2))
  },
}

const overlapping: Scenario = {
  title: 'two DaemonSets with the same selector leave each other’s Pods alone',
  play: async (s) => {
    await begin(s)
    const twin = { ...s.daemonSet('agent'), metadata: { name: 'twin' } }
    done(await s.admin.post(s.path('daemonsets'), twin))
    await s.eventually(() => s.placement('agent'), {
      a: '1 Ready + 1 Ready',
      b: '1 Ready + 1 Ready',
    })
    await s.eventually(() => s.counts('twin'), allWell(2))
    await s.eventually(() => s.counts('agent'), allWell(2))
  },
}

const background: Scenario = {
  title: 'deleting takes the DaemonSet away at once; its Pods and revisions follow',
  play: async (s) => {
    await begin(s)
    const uid = at(await s.get('agent'), 'metadata', 'uid')
    expect(await remove(s)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'agent', group: 'apps', kind: 'daemonsets', uid },
    })
    expect(await status(s)).toBe(404)
    await s.eventually(() => s.pods('agent'), [])
    await s.eventually(() => s.admin.list(s.path('controllerrevisions')), [])
  },
}

const foreground: Scenario = {
  title: 'deleting with Foreground keeps the DaemonSet until its last Pod is gone',
  play: async (s) => {
    await s.nodes(['a'])
    const template = {
      metadata: { labels: { app: 'agent' }, finalizers: ['example.com/hold'] },
      spec: {
        nodeSelector: { scenario: s.namespace },
        containers: [{ name: 'main', image: image('1') }],
      },
    }
    await s.create('agent', { template })
    await s.eventually(() => s.counts('agent'), allWell(1))
    const deleted = await remove(s, 'Foreground')
    expect(at(deleted, 'metadata', 'finalizers')).toEqual(['foregroundDeletion'])
    await s.eventually(() => s.placement('agent'), { a: '1 Terminating' })
    await s.rest()
    expect(at(await s.get('agent'), 'metadata')).toMatchObject({
      deletionTimestamp: expect.any(String),
      deletionGracePeriodSeconds: 0,
    })
    done(await s.admin.patch(await s.podPath('agent', 'a'), { metadata: { finalizers: null } }))
    await s.eventually(() => status(s), 404)
    expect(await s.pods('agent')).toEqual([])
  },
}

const podDeleted: Scenario = {
  title: 'a Pod that is deleted comes back on its node, under another name',
  play: async (s) => {
    await begin(s)
    const old = await s.podOn('agent', 'b')
    await s.admin.delete(await s.podPath('agent', 'b'))
    await s.eventually(async () => {
      const names = (await s.pods('agent')).map(nameOf)
      return [names.length, names.includes(nameOf(old))]
    }, [2, false])
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
  },
}

export const owning: readonly Scenario[] = [
  orphan,
  adopt,
  trap,
  bare,
  release,
  overlapping,
  background,
  foreground,
  podDeleted,
]
