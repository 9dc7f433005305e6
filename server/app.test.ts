import { expect, it } from 'vitest'
import { type AppOptions, createApp } from './app.ts'
import { createSessions } from './door/sessions.ts'
import { pageFiles } from './testing/console.test-kit.ts'
import { UpstreamError, type Upstream } from './upstream/upstream.ts'
import { collectGarbage } from './watch/collectGarbage.test-kit.ts'

const json = (value: unknown, status = 200) => Response.json(value, { status })
const cluster: Upstream = (request) => {
  const { pathname } = new URL(request.url)
  if (pathname === '/version') return Promise.resolve(json({ gitVersion: 'v1.36.3' }))
  const userInfo = { username: 'jane', groups: ['admins'] }
  return Promise.resolve(json({ status: { userInfo } }, 201))
}

function setup({
  upstream = cluster,
  ...more
}: Partial<AppOptions> & { upstream?: Upstream } = {}) {
  const clock = { now: 1_000_000 }
  const now = () => clock.now
  const sessions = createSessions({ cookieName: 'c', now })
  const stopping = new AbortController()
  const app = createApp({
    cluster: {
      identity: { cluster: 'prod', context: 'me@prod', how: 'token' },
      upstreamOf: () => upstream,
    },
    stream: () => Promise.resolve(json({ type: 'hello' })),
    sessions,
    files: pageFiles,
    log: () => {},
    stopping: stopping.signal,
    now,
    ...more,
  })
  const cookie = (sessions.redeem(sessions.token()) ?? '').split(';')[0] ?? ''
  const get = (target: string, headers: Record<string, string> = { cookie }) =>
    app(new Request(`http://console${target}`, { headers }))
  return { app, get, clock, sessions, stopping, cookie }
}

it('takes the token out of the address, and signs the browser in with it', async () => {
  const { get, sessions } = setup()
  const answer = await get(`/?token=${sessions.token()}`, {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await get('/session', { cookie })).status).toBe(200)
})

it('leads to the page for a token that was used, without signing anybody in', async () => {
  const { get, sessions } = setup()
  const token = sessions.token()
  await get(`/?token=${token}`, {})
  const answer = await get(`/?token=${token}`, {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(answer.headers.get('set-cookie')).toBeNull()
})

it('says who is signed in to which cluster', async () => {
  const { get } = setup()
  expect(await (await get('/session')).json()).toEqual({
    cluster: 'prod',
    context: 'me@prod',
    how: 'token',
    user: 'jane',
    groups: ['admins'],
    version: 'v1.36.3',
  })
})

it('leaves a user unknown whom an older API server cannot name', async () => {
  const { get } = setup({
    upstream: (request) =>
      request.method === 'POST' ? Promise.resolve(json({ kind: 'Status' }, 404)) : cluster(request),
  })
  expect(await (await get('/session')).json()).toMatchObject({
    user: '',
    groups: [],
    version: 'v1.36.3',
  })
})

it('tells a credential that the API server refuses from a missing session', async () => {
  const { get } = setup({ upstream: () => Promise.resolve(json({ kind: 'Status' }, 401)) })
  const refused = await get('/session')
  expect([refused.status, await refused.json()]).toMatchObject([401, { reason: 'Unauthorized' }])
  const missing = await get('/session', {})
  expect([missing.status, await missing.json()]).toMatchObject([401, { reason: 'NoSession' }])
})

it('says that the API server cannot be reached', async () => {
  const { get } = setup({
    upstream: () => Promise.reject(new UpstreamError('unreachable', 'connection refused')),
  })
  const answer = await get('/session')
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    { reason: 'ClusterUnreachable' },
  ])
})

it('prolongs a session that is used in its second half', async () => {
  const { get, clock } = setup()
  expect((await get('/k8s/version')).headers.get('set-cookie')).toBeNull()
  clock.now += 7 * 3_600_000
  expect((await get('/k8s/version')).headers.get('set-cookie')).toMatch(/^c=/)
})

it('hands the placement stream its request and the cluster', async () => {
  let asked = ''
  const { get } = setup({
    stream: async (request, upstream) => {
      asked = request.url
      return upstream(new Request('http://kubernetes/version'))
    },
  })
  const answer = await get('/stream?nodes=12&seconds=5')
  expect(await answer.json()).toEqual({ gitVersion: 'v1.36.3' })
  expect(asked).toBe('http://console/stream?nodes=12&seconds=5')
})

it('ends streams when the server stops', async () => {
  let signal: AbortSignal | undefined
  const { get, stopping } = setup({
    stream: async (request) => {
      signal = request.signal
      return new Response(new ReadableStream())
    },
  })
  await get('/stream')
  expect(signal?.aborted).toBe(false)
  stopping.abort()
  expect(signal?.aborted).toBe(true)
})

it('answers HEAD and GET for the page, and 404 for anything that is not its', async () => {
  const { app, get } = setup()
  const head = await app(new Request('http://console/nodes/a', { method: 'HEAD' }))
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    '15',
    '',
  ])
  expect((await get('/nope')).status).toBe(404)
})

it('allows the page nothing but its own files, and never anything inline', async () => {
  const { get } = setup()
  const policy = (await get('/')).headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'self';/)
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

it('ends a followed log at the cluster when the server stops, however long it has been open', async () => {
  let ended = false
  const upstream: Upstream = ({ signal }) => {
    const end = (controller: ReadableStreamDefaultController) => () => {
      ended = true
      controller.error(signal.reason)
    }
    const body = new ReadableStream({
      start: (controller) => signal.addEventListener('abort', end(controller)),
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/plain' } }))
  }
  const { get, stopping } = setup({ upstream })
  const answer = await get('/k8s/api/v1/namespaces/default/pods/agent/log?follow=true')
  const text = answer.text().catch((error: unknown) => error)
  await collectGarbage()
  stopping.abort()
  await text
  expect(ended).toBe(true)
})
