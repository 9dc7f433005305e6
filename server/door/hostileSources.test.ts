/** Who asks? Raw bytes over TCP; the numbers are those of the project's list of threats. */
import { beforeEach, describe, expect, it } from 'vitest'
import { startTestConsole, type TestConsole } from '../testing/console.test-kit.ts'
import { headerOf } from '../testing/fakeApiServer.test-kit.ts'

let sut: TestConsole
beforeEach(async () => {
  sut = await startTestConsole()
})

const upstreamConnections = () => sut.fake.connections().ever
const daemonSets = '/k8s/apis/apps/v1/namespaces/default/daemonsets'
const nodes = 'GET /k8s/api/v1/nodes HTTP/1.1'

it('lets the page’s own requests pass, so that the refusals below mean something', async () => {
  const read = await sut.get('/k8s/api/v1/nodes?limit=1')
  expect([read.status, sut.fake.received[0]?.url]).toEqual([200, '/api/v1/nodes?limit=1'])
  const body = '{}'
  const json = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
  const write = await sut.raw(`POST ${daemonSets}?dryRun=All HTTP/1.1`, sut.own + json, body)
  expect([write.status, sut.fake.received[1]?.method]).toEqual([200, 'POST'])
  expect((await sut.get('/stream')).status).toBe(200)
  expect((await sut.get('/session')).status).toBe(200)
  expect((await sut.raw('GET /health HTTP/1.1', `Host: 127.0.0.1:${sut.port}\r\n`)).status).toBe(
    200,
  )
})

describe('1: a name that is not the console’s (DNS rebinding)', () => {
  it.each([
    'evil.example:PORT',
    'localhost.evil.com',
    '127a0b0c1',
    '127.0.0.1.evil.com',
    '127.0.0.1',
    'localhost:9999',
    '',
    '127.0.0.1:PORT, evil.example',
    '127.0.0.1:PORT.',
    'user@127.0.0.1:PORT',
  ])('refuses Host: %s on every route', async (host) => {
    const header = sut.ownBut('Host', host.replace('PORT', String(sut.port)))
    for (const target of ['/', '/index.html', '/health', '/session', '/stream', '/k8s/version']) {
      const { status } = await sut.raw(`GET ${target} HTTP/1.1`, header)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    const upgrade = await sut.raw(
      'GET / HTTP/1.1',
      `${header}Connection: Upgrade\r\nUpgrade: websocket\r\n`,
    )
    expect([400, 421]).toContain(upgrade.status)
    expect(upstreamConnections()).toBe(0)
  })

  it('refuses no Host, and two', async () => {
    expect((await sut.raw(nodes, sut.ownBut('Host', undefined))).status).toBe(400)
    expect((await sut.raw(nodes, `${sut.own}Host: evil.example\r\n`)).status).toBe(400)
    expect((await sut.raw(nodes, `Host: evil.example\r\n${sut.own}`)).status).toBe(400)
    expect(upstreamConnections()).toBe(0)
  })

  it.each(['[::1]:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT'])('answers to %s', async (host) => {
    expect(
      (await sut.raw(nodes, sut.ownBut('Host', host.replace('PORT', String(sut.port))))).status,
    ).toBe(200)
  })

  it('answers to a public name where it was told so', async () => {
    sut = await startTestConsole({ publicNames: ['console.example'] })
    expect((await sut.raw(nodes, sut.ownBut('Host', 'console.example'))).status).toBe(200)
    expect((await sut.raw(nodes, sut.ownBut('Host', 'other.example'))).status).toBe(421)
  })
})

describe('2: a write that another site sends (CSRF)', () => {
  const json = 'Content-Type: application/json\r\nContent-Length: 2\r\n'

  it.each<[string, string, string]>([
    ['no Content-Type', '', 'Content-Length: 2\r\n'],
    ['text/plain', '', 'Content-Type: text/plain\r\nContent-Length: 2\r\n'],
    ['a form', '', 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n'],
    [
      'a multipart form',
      '',
      'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 2\r\n',
    ],
    ['two Content-Types', '', `Content-Type: text/plain\r\n${json}`],
    ['Origin: null', 'Origin: null', json],
    ['another Origin', 'Origin: https://evil.example', json],
    ['our host with another scheme', 'Origin: https://127.0.0.1:PORT', json],
    ['our host with another port', 'Origin: http://127.0.0.1:1', json],
    ['a same-site page', 'Sec-Fetch-Site: same-site', json],
    ['a cross-site page', 'Sec-Fetch-Site: cross-site', json],
    ['an address typed in', 'Sec-Fetch-Site: none', json],
    ['no X-Everynode', 'X-Everynode:', json],
    ['another X-Everynode', 'X-Everynode: true', json],
  ])('refuses one with %s', async (_what, instead, more) => {
    const [name = '', value = ''] = instead.replace('PORT', String(sut.port)).split(/:(.*)/)
    const headers = instead === '' ? sut.own : sut.ownBut(name, value.trim() || undefined)
    const { status, body } = await sut.raw(`POST ${daemonSets} HTTP/1.1`, headers + more, '{}')
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({ kind: 'Status', status: 'Failure', code: 403 })
    expect(upstreamConnections()).toBe(0)
  })

  it('wants to know where a write comes from: Sec-Fetch-Site, or Origin in its place', async () => {
    const silent = sut.ownBut('Sec-Fetch-Site', undefined)
    expect((await sut.raw(`POST ${daemonSets} HTTP/1.1`, silent + json, '{}')).status).toBe(403)
    const origin = `Origin: http://127.0.0.1:${sut.port}\r\n`
    expect(
      (await sut.raw(`POST ${daemonSets} HTTP/1.1`, silent + origin + json, '{}')).status,
    ).toBe(200)
  })

  it('knows no _method and no X-HTTP-Method-Override', async () => {
    expect((await sut.get('/k8s/api/v1/nodes?_method=DELETE')).status).toBe(400)
    await sut.get('/k8s/api/v1/nodes', 'X-HTTP-Method-Override: DELETE\r\n')
    expect(sut.fake.received[0]?.method).toBe('GET')
    expect(headerOf(sut.fake.received[0], 'x-http-method-override')).toBeUndefined()
  })
})

describe('3: a WebSocket', () => {
  it.each([
    'https://evil.example',
    'null',
    'http://localhost:3000',
    'http://127.0.0.1:PORT',
    undefined,
  ])('is refused before anything is dialled, from %s', async (origin) => {
    const handshake =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
    const headers =
      origin === undefined
        ? sut.own
        : sut.ownBut('Origin', origin.replace('PORT', String(sut.port)))
    for (const target of ['/stream', '/k8s/api/v1/pods?watch=1', '/']) {
      const { status } = await sut.raw(`GET ${target} HTTP/1.1`, headers + handshake)
      expect([400, 403]).toContain(status)
    }
    expect(upstreamConnections()).toBe(0)
  })
})

describe('4: a read by another site', () => {
  it.each(['/k8s/api/v1/nodes', '/stream', '/session'])('is refused for %s', async (target) => {
    // <script src>, <img> and fetch in mode no-cors can set no header of their own.
    for (const instead of ['X-Everynode', 'Sec-Fetch-Site']) {
      const headers = sut.ownBut(instead, instead === 'X-Everynode' ? undefined : 'cross-site')
      expect((await sut.raw(`GET ${target} HTTP/1.1`, headers)).status).toBe(403)
    }
    expect(upstreamConnections()).toBe(0)
  })

  it('is never invited: no Access-Control-Allow-* whatever Origin says', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${sut.port}`])
      for (const method of ['GET', 'OPTIONS'])
        for (const target of ['/', '/session', '/k8s/version']) {
          const asked =
            'Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-everynode\r\n'
          const { head } = await sut.raw(
            `${method} ${target} HTTP/1.1`,
            sut.ownBut('Origin', origin) + asked,
          )
          expect(head.toLowerCase()).not.toContain('access-control-')
          expect(head.toLowerCase()).toContain('cross-origin-resource-policy: same-origin')
        }
  })
})

describe('5: a frame around the console', () => {
  it.each(['/', '/404x', '/?token=x', '/assets/%2e%2e/x', '/session', '/k8s/api/v1/secrets'])(
    'is refused by the headers of %s',
    async (target) => {
      const { head } = await sut.get(target)
      expect(head.toLowerCase()).toContain('x-frame-options: deny')
      expect(head.toLowerCase()).toMatch(/content-security-policy: .*frame-ancestors 'none'/)
    },
  )
})
