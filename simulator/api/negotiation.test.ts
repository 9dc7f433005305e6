import { describe, expect, it } from 'vitest'
import { field, testApi } from './api.test-kit.ts'
import { negotiate, negotiateStatus } from './negotiation.ts'

const json = 'application/json'
const protobuf = 'application/vnd.kubernetes.protobuf'
const as = (kind: string): string => `;as=${kind};v=v1;g=meta.k8s.io`

describe('the form of an answer', () => {
  it.each([
    [null, 'object', json],
    ['', 'object', json],
    ['*/*', 'object', json],
    [`${protobuf},${json}`, 'object', protobuf],
    [`${json},${protobuf}`, 'object', json],
    [`${protobuf};q=0.1,${json};q=0.2`, 'object', json],
    [`${protobuf};q=x,*/*;q=0.2`, 'object', json],
    [`application/yaml,${protobuf};q=0`, 'object', protobuf],
    [`${protobuf};stream=watch`, 'object', protobuf],
    [`${protobuf};stream=other,${json}`, 'object', json],
    [`${protobuf}${as('Table')},${json}${as('Table')},${json}`, 'table', json],
    [`*/*${as('Table')}`, 'table', json],
    [`${protobuf}${as('PartialObjectMetadata')},${json}`, 'metadata', protobuf],
    [`${json}${as('Nothing')},${protobuf}`, 'object', protobuf],
  ] as const)('that was asked for as %s', (accept, representation, mediaType) => {
    const negotiated = negotiate(accept, true)
    expect([negotiated.representation, negotiated.serializer.mediaType]).toEqual([
      representation,
      mediaType,
    ])
  })

  it('is none where there is none to choose', () => {
    for (const accept of ['text/html', 'application/yaml', `${protobuf}${as('Table')}`])
      expect(() => negotiate(accept, true)).toThrow(/accept/i)
  })

  it('of objects that protobuf does not know is JSON, but for their metadata', () => {
    expect(negotiate(`${protobuf},${json}`, false).serializer.mediaType).toBe(json)
    const metadata = negotiate(`${protobuf}${as('PartialObjectMetadata')}`, false)
    expect(metadata.serializer.mediaType).toBe(protobuf)
    expect(() => negotiate(protobuf, false)).toThrow('only the following media types are accepted')
  })

  it('is asked for as a refusal, too, which is JSON for want of anything else', () => {
    expect(negotiateStatus(`${protobuf},${json}`).mediaType).toBe(protobuf)
    expect(negotiateStatus(`${protobuf}${as('PartialObjectMetadata')}`).mediaType).toBe(json)
    expect(negotiateStatus('text/html').mediaType).toBe(json)
  })

  it('is JSON for OpenShift’s own objects', async () => {
    const { ask } = testApi({ flavour: 'openshift', defaultNodeSelector: 'role=worker' })
    const path = '/apis/config.openshift.io/v1/schedulers/cluster'
    const both = await ask('GET', path, undefined, { accept: `${protobuf},${json}` })
    expect(field(both.json, 'spec')).toMatchObject({ defaultNodeSelector: 'role=worker' })
    expect((await ask('GET', path, undefined, { accept: protobuf })).status).toBe(406)
  })
})
