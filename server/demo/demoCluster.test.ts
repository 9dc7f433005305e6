import { expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { createSessions } from '../door/sessions.ts'
import { pageFiles, startTestConsole } from '../testing/console.test-kit.ts'
import { demoCluster } from './demoCluster.ts'

const identities = new Map([
  ['cluster-admin', { user: 'ann', groups: ['admins'] }],
  ['viewer', { user: 'vic', groups: [] }],
])

/** A demo whose API tells who asks, and whose streams last until they are ended. */
function setup() {
  const cluster = demoCluster(
    {
      upstreamOf: (identity) => () =>
        Promise.resolve(Response.json({ status: { userInfo: { username: identity.user } } })),
      stop: () => undefined,
    },
    identities,
  )
  const streams: AbortSignal[] = []
  const app = createApp({
    cluster,
    stream: (request) => {
      streams.push(request.signal)
      return Promise.resolve(new Response(new ReadableStream()))
    },
    sessions: createSessions({ cookieName: 'c' }),
    files: pageFiles,
    log: () => {},
    stopping: new AbortController().signal,
  })
  const ask = (target: string, init: RequestInit = {}) =>
    app(new Request(`http://console${target}`, init))
  return { cluster, ask, streams }
}

type Setup = ReturnType<typeof setup>

async function openBrowser({ ask }: Setup) {
  const page = await ask('/daemonsets', { headers: { accept: 'text/html' } })
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const get = (target: string) => ask(target, { headers: { cookie } })
  const choose = (identity: unknown) => {
    const headers = { cookie, 'content-type': 'application/json' }
    return ask('/demo/identity', { method: 'POST', headers, body: JSON.stringify({ identity }) })
  }
  return { cookie, get, choose, session: async () => (await get('/session')).json() }
}

it('lets whoever opens its page in, as the first of its identities', async () => {
  const browser = await openBrowser(setup())
  expect(await browser.session()).toMatchObject({
    user: 'ann',
    demo: { identities: ['cluster-admin', 'viewer'], identity: 'cluster-admin' },
  })
})

it('gives a session to browsers that open a page, and to nothing else', async () => {
  const { ask } = setup()
  const answers = [await ask('/session'), await ask('/index.html', { headers: { accept: '*/*' } })]
  expect(answers.map(({ status }) => status)).toEqual([401, 200])
  expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null])
})

it('keeps the session of a browser that comes again', async () => {
  const it = setup()
  const { cookie } = await openBrowser(it)
  const again = await it.ask('/', { headers: { accept: 'text/html', cookie } })
  expect(again.headers.get('set-cookie')).toBeNull()
})

it('goes on as the identity that a browser chooses, and ends the streams of the one before', async () => {
  const it = setup()
  const [one, other] = [await openBrowser(it), await openBrowser(it)]
  await one.get('/stream')
  await other.get('/stream')
  expect((await one.choose('viewer')).status).toBe(204)
  expect(it.streams.map(({ aborted }) => aborted)).toEqual([true, false])
  expect(await one.session()).toMatchObject({ user: 'vic', demo: { identity: 'viewer' } })
  expect(await other.session()).toMatchObject({ user: 'ann' })
  await one.get('/stream')
  expect(it.streams[2]?.aborted).toBe(false)
})

it.each(['nobody', 7, undefined])('refuses the identity %j', async (identity) => {
  const browser = await openBrowser(setup())
  const answer = await browser.choose(identity)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    message: 'The identities of this demo are: cluster-admin, viewer.',
  })
  expect(await browser.session()).toMatchObject({ user: 'ann' })
})

it('takes a choice from its own page only', async () => {
  const { cluster } = setup()
  const sut = await startTestConsole({ cluster })
  const post = (headers: string) =>
    sut.raw(
      'POST /demo/identity HTTP/1.1',
      `${headers}Content-Type: application/json\r\nContent-Length: 21\r\n`,
      '{"identity":"viewer"}',
    )
  expect((await post(sut.ownBut('X-Everynode', undefined))).status).toBe(403)
  expect((await post(sut.ownBut('Sec-Fetch-Site', 'cross-site'))).status).toBe(403)
  expect((await post(sut.ownBut('Cookie', undefined))).status).toBe(401)
  expect((await post(sut.own)).status).toBe(204)
})

it('has no such choice where the cluster is real', async () => {
  const sut = await startTestConsole()
  const body = '{"identity":"viewer"}'
  const headers = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
  expect((await sut.raw('POST /demo/identity HTTP/1.1', sut.own + headers, body)).status).toBe(404)
})
