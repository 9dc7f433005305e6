import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { allWell, done } from './stage.test-kit.ts'

const preconditions: Scenario = {
  title: 'a delete with the uid or resourceVersion of another state is a conflict',
  play: async (s) => {
    const created = await s.create('agent')
    const path = s.path('daemonsets', 'agent')
    const uid = textAt(created, 'metadata', 'uid')
    const byUid = await s.admin.delete(path, { preconditions: { uid: 'other' } })
    expect(refusal(byUid)).toEqual({
      status: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on DaemonSet.apps "agent": the UID in the precondition (other) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
      details: { name: 'agent', group: 'apps', kind: 'DaemonSet' },
    })
    const resourceVersion = textAt(
      await s.change('agent', { metadata: { labels: { a: '1' } } }),
      'metadata',
      'resourceVersion',
    )
    const byVersion = await s.admin.delete(path, { preconditions: { resourceVersion: '1' } })
    expect(refusal(byVersion)).toMatchObject({
      status: 409,
      message: expect.stringMatching(
        /^Operation cannot be fulfilled on DaemonSet.apps "agent": the ResourceVersion in the precondition \(1\) does not match the ResourceVersion in record \(\d+\). The object might have been modified$/,
      ),
    })
    expect(Number(resourceVersion)).toBeGreaterThan(1)
    expect((await s.admin.delete(path, { preconditions: { uid } })).status).toBe(200)
  },
}

const finalizer: Scenario = {
  title: 'a DaemonSet with a finalizer stays until it is taken off, and is not synced meanwhile',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.change('agent', { metadata: { finalizers: ['example.com/hold'] } })
    const deleted = done(await s.admin.delete(s.path('daemonsets', 'agent')))
    expect(at(deleted, 'metadata')).toMatchObject({
      deletionTimestamp: expect.any(String),
      deletionGracePeriodSeconds: 0,
      finalizers: ['example.com/hold'],
    })
    await s.admin.delete(await s.podPath('agent', 'a'))
    await s.eventually(() => s.placement('agent'), {})
    await s.rest()
    expect(await s.placement('agent')).toEqual({})
    const added = await s.admin.patch(s.path('daemonsets', 'agent'), {
      metadata: { finalizers: ['example.com/hold', 'example.com/more'] },
    })
    expect([added.status, causes(added)]).toEqual([
      422,
      [
        'metadata.finalizers: FieldValueForbidden: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/more"}',
      ],
    ])
    await s.change('agent', { metadata: { finalizers: null } })
    expect((await s.admin.get(s.path('daemonsets', 'agent'))).status).toBe(404)
  },
}

const collection: Scenario = {
  title: 'a collection is deleted by its label selector',
  play: async (s) => {
    for (const name of ['one', 'two', 'three']) {
      const labels = { group: name === 'two' ? 'keep' : 'drop' }
      done(
        await s.admin.post(s.path('daemonsets'), {
          ...s.daemonSet(name),
          metadata: { name, labels },
        }),
      )
    }
    done(await s.admin.delete(s.path('daemonsets', '?labelSelector=group=drop')))
    const left = await s.admin.list(s.path('daemonsets'))
    expect(left.map((each) => textAt(each, 'metadata', 'name'))).toEqual(['two'])
  },
}

const eviction: Scenario = {
  title: 'an Eviction deletes the Pod that it names, in the state that it means',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    const path = await s.podPath('agent', 'a')
    const evict = (name: string, deleteOptions: object) =>
      s.admin.post(`${path}/eviction`, {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name },
        deleteOptions,
      })
    const name = path.split('/').at(-1) ?? ''
    expect(refusal(await evict('other', {}))).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message: 'name in URL does not match name in Eviction object',
    })
    const elsewhere = await evict(name, { preconditions: { uid: 'other' } })
    expect(refusal(elsewhere)).toMatchObject({ status: 409, reason: 'Conflict' })
    expect((await evict(name, { gracePeriodSeconds: 0 })).status).toBe(201)
    await s.eventually(async () => (await s.admin.get(path)).status, 404)
  },
}

export const deleting: readonly Scenario[] = [preconditions, finalizer, collection, eviction]
