import { describe, expect, it } from 'vitest'
import { type Answer, field, namesOf, testApi, type TestApi } from './api.test-kit.ts'

const path = '/api/v1/namespaces/shop/configmaps'

async function withConfigMaps(...names: readonly string[]): Promise<TestApi> {
  const api = testApi()
  for (const name of names)
    await api.ask('POST', path, { metadata: { name, labels: { app: name.slice(0, 1) } } })
  return api
}

const continueOf = ({ json }: Answer): string => String(field(json, 'metadata', 'continue'))

describe('a list', () => {
  it('has the version of the cluster, and items that do not say what they are', async () => {
    const api = await withConfigMaps('a1')
    const { json } = await api.ask('GET', path)
    expect(json).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' })
    expect(field(json, 'metadata')).toEqual({ resourceVersion: String(api.store.version) })
    expect(Object.keys(field(json, 'items', 0) as object)).not.toContain('kind')
  })

  it('is selected by labels and fields', async () => {
    const api = await withConfigMaps('a1', 'a2', 'b1')
    expect(namesOf(await api.ask('GET', `${path}?labelSelector=app%3Da`))).toEqual(['a1', 'a2'])
    expect(namesOf(await api.ask('GET', `${path}?labelSelector=app+notin+(a)`))).toEqual(['b1'])
    expect(namesOf(await api.ask('GET', `${path}?fieldSelector=metadata.name!%3Da1`))).toEqual([
      'a2',
      'b1',
    ])
    expect(field((await api.ask('GET', `${path}?fieldSelector=data.x%3D1`)).json, 'message')).toBe(
      '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    )
  })

  it('goes on in pages with what there was when it began', async () => {
    const api = await withConfigMaps('a1', 'a2', 'a3')
    const first = await api.ask('GET', `${path}?limit=2`)
    expect(field(first.json, 'metadata', 'remainingItemCount')).toBe(1)
    await api.ask('DELETE', `${path}/a3`)
    await api.ask('POST', path, { metadata: { name: 'a4' } })
    const second = await api.ask('GET', `${path}?limit=2&continue=${continueOf(first)}`)
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['a1', 'a2', 'a3'])
    expect(field(second.json, 'metadata')).toEqual({
      resourceVersion: field(first.json, 'metadata', 'resourceVersion'),
    })
  })

  it('expires between pages after a compaction, and can go on with what there is now', async () => {
    const api = await withConfigMaps('a1', 'a2')
    const first = await api.ask('GET', `${path}?limit=1`)
    await api.ask('POST', path, { metadata: { name: 'a3' } })
    api.store.compact()
    const second = await api.ask('GET', `${path}?limit=1&continue=${continueOf(first)}`)
    expect(second).toMatchObject({ status: 410, json: { reason: 'Expired', code: 410 } })
    const again = await api.ask('GET', `${path}?continue=${continueOf(second)}`)
    expect(namesOf(again)).toEqual(['a2', 'a3'])
  })

  it('shows an old version exactly where it is asked for, and refuses one of the future', async () => {
    const api = await withConfigMaps('a1')
    const version = api.store.version
    await api.ask('POST', path, { metadata: { name: 'a2' } })
    const exact = await api.ask(
      'GET',
      `${path}?resourceVersion=${version}&resourceVersionMatch=Exact`,
    )
    expect(namesOf(exact)).toEqual(['a1'])
    expect(namesOf(await api.ask('GET', `${path}?resourceVersion=${version}`))).toEqual([
      'a1',
      'a2',
    ])
    const future = await api.ask('GET', `${path}?resourceVersion=999`)
    expect(future).toMatchObject({
      status: 504,
      json: { message: `Timeout: Too large resource version: 999, current: ${api.store.version}` },
    })
    expect(future.headers.get('retry-after')).toBe('1')
  })

  it('refuses options that contradict each other', async () => {
    const api = await withConfigMaps()
    const answer = await api.ask('GET', `${path}?resourceVersionMatch=Exact`)
    expect(answer).toMatchObject({
      status: 422,
      json: {
        message:
          'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      },
    })
  })

  it('is made while it is read, and ends when the reader gives up', async () => {
    const api = testApi()
    for (let n = 0; n < 500; n += 1)
      api.registry.create('configmaps', 'shop', {
        metadata: { name: `c${n}` },
        data: { x: 'y'.repeat(1000) },
      })
    const controller = new AbortController()
    const { body } = await api.open('GET', path, undefined, { signal: controller.signal })
    const reader = body?.getReader()
    const first = await reader?.read()
    expect(first?.value?.length).toBeLessThan(70_000)
    controller.abort()
    await expect(
      (async () => {
        for (;;) if ((await reader?.read())?.done !== false) return
      })(),
    ).rejects.toThrow('abort')
  })
})
