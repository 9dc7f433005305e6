import { describe, expect, it } from 'vitest'
import { eventsOf, testApi, type TestApi } from './api.test-kit.ts'

const path = '/api/v1/namespaces/shop/configmaps'
const watchList =
  'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'

function configMap(name: string, labels: Readonly<Record<string, string>> = {}): object {
  return { metadata: { name, labels } }
}

async function watch(api: TestApi, query: string, signal?: AbortSignal) {
  const response = await api.open('GET', `${path}?${query}`, undefined, signal && { signal })
  return eventsOf(response)
}

describe('a watch', () => {
  it('without a version tells first what there is, then what happens', async () => {
    const api = testApi()
    api.registry.create('configmaps', 'shop', configMap('a'))
    const next = await watch(api, 'watch=1')
    expect(await next()).toMatchObject({ type: 'ADDED', object: { kind: 'ConfigMap' } })
    api.registry.create('configmaps', 'shop', configMap('b'))
    api.registry.delete('configmaps', { namespace: 'shop', name: 'a' })
    expect(await next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'b' } } })
    expect(await next()).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'a', resourceVersion: String(api.store.version) } },
    })
  })

  it('marks the end of the initial events where it is asked to', async () => {
    const api = testApi()
    api.registry.create('configmaps', 'shop', configMap('a'))
    const next = await watch(api, watchList)
    await next()
    expect(await next()).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: String(api.store.version),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    })
  })

  it('goes on from a version, and of a forgotten one says that it has expired', async () => {
    const api = testApi()
    const version = api.store.version
    api.registry.create('configmaps', 'shop', configMap('a'))
    const next = await watch(api, `watch=1&resourceVersion=${version}`)
    expect(await next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'a' } } })
    api.store.compact()
    const late = await watch(api, `watch=1&resourceVersion=${version}`)
    expect(await late()).toEqual({
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: `too old resource version: ${version} (${api.store.version})`,
        reason: 'Expired',
        code: 410,
      },
    })
    expect(await late()).toBeUndefined()
  })

  it('with a selector adds what comes to match, and deletes what ceases to, as it was', async () => {
    const api = testApi()
    const next = await watch(api, 'watch=1&labelSelector=app%3Da')
    api.registry.create('configmaps', 'shop', configMap('x', { app: 'b' }))
    const key = { namespace: 'shop', name: 'x' }
    api.registry.update('configmaps', key, configMap('x', { app: 'a' }))
    api.registry.update('configmaps', key, configMap('x', { app: 'c' }))
    expect(await next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { labels: { app: 'a' } } },
    })
    expect(await next()).toMatchObject({
      type: 'DELETED',
      object: { metadata: { labels: { app: 'a' }, resourceVersion: String(api.store.version) } },
    })
  })

  it('tells its version once a minute and two seconds before it ends, after the time that was asked for', async () => {
    const api = testApi()
    const version = api.store.version
    const query = `watch=1&resourceVersion=${version}&allowWatchBookmarks=true&timeoutSeconds=90`
    const next = await watch(api, query)
    const bookmark = {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(version) } },
    }
    api.clock.step(60_000)
    expect(await next()).toMatchObject(bookmark)
    api.clock.step(28_000)
    expect(await next()).toMatchObject(bookmark)
    api.clock.step(2000)
    expect(await next()).toBeUndefined()
  })

  it('fails for its reader when the request is aborted, and costs nothing any more', async () => {
    const api = testApi()
    const controller = new AbortController()
    const next = await watch(api, 'watch=1', controller.signal)
    const waiting = next()
    controller.abort()
    await expect(waiting).rejects.toThrow('abort')
  })

  it('of a version of the future waits for it; a snapshot not older than it is refused', async () => {
    const api = testApi()
    const next = await watch(api, `${watchList}&resourceVersion=999`)
    expect(await next()).toMatchObject({ type: 'ERROR', object: { reason: 'Timeout', code: 504 } })
    const later = await watch(api, 'watch=1&resourceVersion=999&timeoutSeconds=1')
    api.clock.step(1000)
    expect(await later()).toBeUndefined()
  })
})
