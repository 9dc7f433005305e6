// @vitest-environment jsdom
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApiError } from './apiError.ts'
import { k8sAnswer, k8sRequest } from './client.ts'

const server = setupServer()

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const namespaces = '/k8s/api/v1/namespaces'

async function errorOf(request: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await request.then(
    () => new Error('it was not refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw error
  return error
}

describe('k8sRequest', () => {
  it('asks the console’s own server, with the header that no other site can send', async () => {
    let header: string | null = null
    server.use(
      http.get(namespaces, ({ request }) => {
        header = request.headers.get('X-Everynode')
        return HttpResponse.json({ kind: 'NamespaceList', items: [] })
      }),
    )
    expect(await k8sRequest('GET', '/api/v1/namespaces')).toEqual({
      kind: 'NamespaceList',
      items: [],
    })
    expect(header).toBe('1')
  })

  it('tells the fields that the API server refuses, and of which object', async () => {
    server.use(
      http.post(namespaces, () =>
        HttpResponse.json(
          {
            kind: 'Status',
            status: 'Failure',
            message: 'Namespace "A" is invalid: metadata.name: Invalid value: "A"',
            reason: 'Invalid',
            details: {
              name: 'A',
              kind: 'Namespace',
              causes: [
                {
                  reason: 'FieldValueInvalid',
                  message: 'Invalid value: "A"',
                  field: 'metadata.name',
                },
                'nonsense',
              ],
            },
            code: 422,
          },
          { status: 422 },
        ),
      ),
    )
    const error = await errorOf(k8sRequest('POST', '/api/v1/namespaces', { body: {} }))
    expect(error).toMatchObject({
      failure: 'refused',
      status: 422,
      reason: 'Invalid',
      object: 'Namespace/A',
      message: 'Namespace "A" is invalid: metadata.name: Invalid value: "A"',
    })
    expect(error.causes).toEqual([
      { reason: 'FieldValueInvalid', message: 'Invalid value: "A"', field: 'metadata.name' },
      { reason: '', message: '', field: '' },
    ])
  })

  it('copes with an answer that is no Status: a proxy in between has its own error pages', async () => {
    server.use(http.get(namespaces, () => HttpResponse.html('<h1>Bad</h1>', { status: 500 })))
    const error = await errorOf(k8sRequest('GET', '/api/v1/namespaces'))
    expect(error).toMatchObject({
      failure: 'refused',
      status: 500,
      message: 'HTTP 500',
      causes: [],
    })
  })

  it.each([
    { method: 'GET', changesNothing: false, failure: 'unreachable' },
    { method: 'POST', changesNothing: true, failure: 'unreachable' },
    { method: 'POST', changesNothing: false, failure: 'outcomeUnknown' },
    { method: 'DELETE', changesNothing: false, failure: 'outcomeUnknown' },
  ] as const)(
    'calls a $method without an answer (changes nothing: $changesNothing) $failure',
    async ({ method, changesNothing, failure }) => {
      server.use(http.all(namespaces, () => HttpResponse.error()))
      const error = await errorOf(k8sRequest(method, '/api/v1/namespaces', { changesNothing }))
      expect(error).toMatchObject({ failure, status: 0 })
    },
  )

  it.each([502, 504])(
    'calls a write that ends with %d open, since it may be done',
    async (status) => {
      server.use(http.delete(namespaces, () => HttpResponse.json({}, { status })))
      expect(await errorOf(k8sRequest('DELETE', '/api/v1/namespaces'))).toMatchObject({
        failure: 'outcomeUnknown',
        status,
      })
    },
  )

  it('gives the caller its own reason where the caller aborted', async () => {
    const controller = new AbortController()
    server.use(http.get(namespaces, () => new Promise<never>(() => undefined)))
    const request = k8sRequest('GET', '/api/v1/namespaces', { signal: controller.signal })
    controller.abort(new Error('the page was left'))
    await expect(request).rejects.toThrow('the page was left')
  })

  it('passes on what the API server warns of', async () => {
    server.use(
      http.get(namespaces, () =>
        HttpResponse.json(
          {},
          { headers: { Warning: '299 - "one", 299 - "two \\"quoted\\", still"' } },
        ),
      ),
    )
    const { warnings } = await k8sAnswer('GET', '/api/v1/namespaces')
    expect(warnings).toEqual(['one', 'two "quoted", still'])
  })
})
