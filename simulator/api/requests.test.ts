import { describe, expect, it } from 'vitest'
import { field, namesOf, testApi } from './api.test-kit.ts'

const configMaps = '/api/v1/namespaces/shop/configmaps'
const sets = '/apis/apps/v1/namespaces/shop/daemonsets'

describe('a request to the simulated API server', () => {
  it('creates, reads, replaces and deletes an object', async () => {
    const { ask } = testApi()
    const created = await ask('POST', configMaps, { metadata: { name: 'a' }, data: { x: '1' } })
    expect(created).toMatchObject({ status: 201, json: { kind: 'ConfigMap', apiVersion: 'v1' } })
    const { uid, resourceVersion } = field(created.json, 'metadata') as Record<string, unknown>
    const next = { metadata: { name: 'a', resourceVersion }, data: { x: '2' } }
    expect(await ask('PUT', `${configMaps}/a`, next)).toMatchObject({ status: 200 })
    expect((await ask('PUT', `${configMaps}/a`, next)).status).toBe(409)
    expect(field((await ask('GET', `${configMaps}/a`)).json, 'data')).toEqual({ x: '2' })
    expect((await ask('DELETE', `${configMaps}/a`)).json).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid },
    })
    expect(await ask('GET', `${configMaps}/a`)).toMatchObject({
      status: 404,
      json: { message: 'configmaps "a" not found', reason: 'NotFound' },
    })
  })

  it('deletes a collection by its labels, and tells what it was', async () => {
    const { ask } = testApi()
    await ask('POST', configMaps, { metadata: { name: 'a', labels: { go: 'yes' } } })
    await ask('POST', configMaps, { metadata: { name: 'b' } })
    const { json } = await ask('DELETE', `${configMaps}?labelSelector=go`)
    expect(json).toMatchObject({ kind: 'ConfigMapList', items: [{ metadata: { name: 'a' } }] })
    expect(namesOf(await ask('GET', configMaps))).toEqual(['b'])
  })

  it('is not stored in a dry run, and refused for other dry runs than all of it', async () => {
    const { ask } = testApi()
    expect(
      (await ask('POST', `${configMaps}?dryRun=All`, { metadata: { name: 'a' } })).status,
    ).toBe(201)
    expect(namesOf(await ask('GET', configMaps))).toEqual([])
    const { json } = await ask('POST', `${configMaps}?dryRun=x`, { metadata: { name: 'a' } })
    expect(json).toMatchObject({
      code: 422,
      message:
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["x"]: supported values: "All"',
    })
  })

  it('takes delete options from the body, and from the query only where there is none', async () => {
    const { ask } = testApi()
    await ask('POST', configMaps, { metadata: { name: 'a' } })
    const wrong = { preconditions: { uid: 'x' } }
    expect((await ask('DELETE', `${configMaps}/a`, wrong)).status).toBe(409)
    expect((await ask('DELETE', `${configMaps}/a?dryRun=All`)).status).toBe(200)
    expect(
      field((await ask('DELETE', `${configMaps}/a?propagationPolicy=No`)).json, 'message'),
    ).toBe(
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "No": supported values: "Foreground", "Background", "Orphan", "nil"',
    )
    expect((await ask('DELETE', `${configMaps}/a?dryRun=All`, {})).status).toBe(200)
    expect((await ask('GET', `${configMaps}/a`)).status).toBe(404)
  })

  it.each([
    ['GET', '/api/v1/foos', 404],
    ['GET', '/apis/apps/v2/daemonsets', 404],
    ['GET', `${configMaps}/a/foo`, 404],
    ['PUT', configMaps, 405],
    ['POST', `${configMaps}/a`, 405],
    ['DELETE', '/api/v1/namespaces', 405],
    ['POST', '/api/v1/pods', 405],
    ['HEAD', configMaps, 405],
    ['GET', '/api/v1/namespaces/shop/secrets', 501],
    ['GET', '/api/v1/namespaces/shop/pods/a/exec', 501],
    ['POST', '/apis/apps/v1/namespaces/shop/deployments', 501],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const { ask } = testApi()
    expect((await ask(method, path)).status).toBe(status)
  })

  it('of a group that is not there is answered in plain text', async () => {
    const { ask } = testApi()
    expect(await ask('GET', '/apis/foo.io/v1/bars')).toMatchObject({
      status: 404,
      text: '404 page not found\n',
    })
  })

  it('sends and takes known media types: others are refused', async () => {
    const { ask } = testApi()
    expect((await ask('GET', configMaps, undefined, { accept: 'text/html' })).status).toBe(406)
    expect((await ask('POST', configMaps, 'x', { type: 'text/plain' })).status).toBe(415)
    expect((await ask('POST', configMaps, 'x', { type: 'application/yaml' })).status).toBe(501)
  })

  it('is refused where the object is of another kind, namespace or name than the path', async () => {
    const { ask } = testApi()
    const messageOf = async (...request: Parameters<typeof ask>): Promise<unknown> =>
      field((await ask(...request)).json, 'message')
    expect(await messageOf('POST', sets, { apiVersion: 'apps/v1', kind: 'Foo' })).toBe(
      'Foo in version "v1" cannot be handled as a DaemonSet: no kind "Foo" is registered for version "apps/v1" in scheme "pkg/runtime/scheme.go:111"',
    )
    const elsewhere = { metadata: { name: 'a', namespace: 'other' } }
    expect(await messageOf('POST', configMaps, elsewhere)).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
    expect(await messageOf('PUT', `${configMaps}/b`, { metadata: { name: 'a' } })).toBe(
      'the name of the object (a) does not match the name on the URL (b)',
    )
    expect(await messageOf('POST', configMaps, '{"a":')).toBe(
      `the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json parse error: unexpected end of JSON input ({"a":)`,
    )
  })

  it('gives metadata alone where they are asked for', async () => {
    const { ask } = testApi()
    await ask('POST', configMaps, { metadata: { name: 'a' }, data: { x: '1' } })
    const as = (kind: string) => ({
      accept: `application/json;as=${kind};v=v1;g=meta.k8s.io,application/json`,
    })
    const one = await ask('GET', `${configMaps}/a`, undefined, as('PartialObjectMetadata'))
    expect(Object.keys(one.json as object)).toEqual(['kind', 'apiVersion', 'metadata'])
    const all = await ask('GET', configMaps, undefined, as('PartialObjectMetadataList'))
    expect(all.json).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'a' } }],
    })
  })

  it('that has been aborted is not answered', async () => {
    const { ask } = testApi()
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(ask('GET', configMaps, undefined, { signal })).rejects.toThrow('enough')
  })
})
