import { describe, expect, it } from 'vitest'
import { field, testApi } from '../api.test-kit.ts'

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json'
const nobody = { user: 'nobody', groups: [] }

describe('discovery', () => {
  it('lists groups, and the resources of each with their subresources', async () => {
    const { ask } = testApi()
    const groups = field((await ask('GET', '/apis', undefined, { as: nobody })).json, 'groups')
    expect(groups).toContainEqual({
      name: 'apps',
      versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    })
    const { json } = await ask('GET', '/apis/apps/v1')
    expect(json).toMatchObject({ kind: 'APIResourceList', groupVersion: 'apps/v1' })
    expect(field(json, 'resources')).toContainEqual({
      name: 'daemonsets/status',
      singularName: '',
      namespaced: true,
      kind: 'DaemonSet',
      verbs: ['get', 'patch', 'update'],
    })
    expect(field((await ask('GET', '/api')).json, 'versions')).toEqual(['v1'])
  })

  it('tells everything in one answer to those who ask for it', async () => {
    const { ask } = testApi()
    const { json, text, headers } = await ask('GET', '/api', undefined, { accept: aggregated })
    expect(json).toBeUndefined()
    expect(headers.get('content-type')).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    )
    const pods = (
      field(JSON.parse(text), 'items', 0, 'versions', 0, 'resources') as { resource: string }[]
    ).find(({ resource }) => resource === 'pods')
    expect(pods).toMatchObject({
      responseKind: { group: '', version: '', kind: 'Pod' },
      scope: 'Namespaced',
      shortNames: ['po'],
    })
  })

  it('has OpenShift’s groups only where the cluster is one', async () => {
    const names = async (api = testApi()): Promise<readonly string[]> =>
      (field((await api.ask('GET', '/apis')).json, 'groups') as { name: string }[]).map(
        ({ name }) => name,
      )
    expect(await names()).not.toContain('project.openshift.io')
    expect(await names(testApi({ flavour: 'openshift' }))).toEqual(
      expect.arrayContaining(['config.openshift.io', 'project.openshift.io']),
    )
  })

  it('tells the version and that it is well, and says that fields are validated', async () => {
    const { ask } = testApi()
    expect((await ask('GET', '/version')).json).toMatchObject({ gitVersion: 'v1.36.3' })
    expect((await ask('GET', '/readyz')).text).toBe('ok')
    const { json } = await ask('GET', '/openapi/v3')
    const url = String(field(json, 'paths', 'apis/apps/v1', 'serverRelativeURL'))
    const path = '/apis/apps/v1/namespaces/{namespace}/daemonsets/{name}'
    expect(
      field((await ask('GET', url)).json, 'paths', path, 'patch', 'parameters'),
    ).toContainEqual(expect.objectContaining({ name: 'fieldValidation' }))
    expect((await ask('GET', '/openapi/v2')).status).toBe(501)
    expect((await ask('PATCH', '/version', {})).status).toBe(405)
    expect((await ask('GET', '/foo')).status).toBe(404)
  })
})
