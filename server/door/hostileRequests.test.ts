/** The door, as an attacker sees it: raw bytes over TCP. The numbers are those of the threats in the project's list. */
import { beforeEach, describe, expect, it } from 'vitest'
import { headerOf } from '../testing/fakeApiServer.test-kit.ts'
import {
  open,
  secretToken,
  startTestConsole,
  type TestConsole,
} from '../testing/console.test-kit.ts'

let sut: TestConsole
beforeEach(async () => {
  sut = await startTestConsole()
})

const upstreamConnections = () => sut.fake.connections().ever
const raw = (requestLine: string, headers: string, body = '') =>
  sut.send(`${requestLine}\r\n${headers}\r\n${body}`)
/** The page's own headers, one of them another. */
const ownBut = (name: string, value: string | undefined) => {
  const kept = sut.own
    .split('\r\n')
    .filter((line) => line !== '' && !line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return `${[...kept, ...(value === undefined ? [] : [`${name}: ${value}`])].join('\r\n')}\r\n`
}
const nodes = 'GET /k8s/api/v1/nodes HTTP/1.1'
const daemonSets = '/k8s/apis/apps/v1/namespaces/default/daemonsets'

it('lets the page’s own requests pass, so that the refusals below mean something', async () => {
  const read = await sut.get('/k8s/api/v1/nodes?limit=1')
  expect([read.status, sut.fake.received[0]?.url]).toEqual([200, '/api/v1/nodes?limit=1'])
  const body = '{}'
  const json = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
  const write = await raw(`POST ${daemonSets}?dryRun=All HTTP/1.1`, sut.own + json, body)
  expect([write.status, sut.fake.received[1]?.method]).toEqual([200, 'POST'])
  expect((await sut.get('/stream')).status).toBe(200)
  expect((await sut.get('/session')).status).toBe(200)
  expect((await raw('GET /health HTTP/1.1', `Host: 127.0.0.1:${sut.port}\r\n`)).status).toBe(200)
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
    const header = ownBut('Host', host.replace('PORT', String(sut.port)))
    for (const target of ['/', '/index.html', '/health', '/session', '/stream', '/k8s/version']) {
      const { status } = await raw(`GET ${target} HTTP/1.1`, header)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    const upgrade = await raw(
      'GET / HTTP/1.1',
      `${header}Connection: Upgrade\r\nUpgrade: websocket\r\n`,
    )
    expect([400, 421]).toContain(upgrade.status)
    expect(upstreamConnections()).toBe(0)
  })

  it('refuses no Host, and two', async () => {
    expect((await raw(nodes, ownBut('Host', undefined))).status).toBe(400)
    expect((await raw(nodes, `${sut.own}Host: evil.example\r\n`)).status).toBe(400)
    expect((await raw(nodes, `Host: evil.example\r\n${sut.own}`)).status).toBe(400)
    expect(upstreamConnections()).toBe(0)
  })

  it.each(['[::1]:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT'])('answers to %s', async (host) => {
    expect((await raw(nodes, ownBut('Host', host.replace('PORT', String(sut.port))))).status).toBe(
      200,
    )
  })

  it('answers to a public name where it was told so', async () => {
    sut = await startTestConsole({ publicNames: ['console.example'] })
    expect((await raw(nodes, ownBut('Host', 'console.example'))).status).toBe(200)
    expect((await raw(nodes, ownBut('Host', 'other.example'))).status).toBe(421)
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
    const headers = instead === '' ? sut.own : ownBut(name, value.trim() || undefined)
    const { status, body } = await raw(`POST ${daemonSets} HTTP/1.1`, headers + more, '{}')
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({ kind: 'Status', status: 'Failure', code: 403 })
    expect(upstreamConnections()).toBe(0)
  })

  it('wants to know where a write comes from: Sec-Fetch-Site, or Origin in its place', async () => {
    const silent = ownBut('Sec-Fetch-Site', undefined)
    expect((await raw(`POST ${daemonSets} HTTP/1.1`, silent + json, '{}')).status).toBe(403)
    const origin = `Origin: http://127.0.0.1:${sut.port}\r\n`
    expect((await raw(`POST ${daemonSets} HTTP/1.1`, silent + origin + json, '{}')).status).toBe(
      200,
    )
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
      origin === undefined ? sut.own : ownBut('Origin', origin.replace('PORT', String(sut.port)))
    for (const target of ['/stream', '/k8s/api/v1/pods?watch=1', '/']) {
      const { status } = await raw(`GET ${target} HTTP/1.1`, headers + handshake)
      expect([400, 403]).toContain(status)
    }
    expect(upstreamConnections()).toBe(0)
  })
})

describe('4: a read by another site', () => {
  it.each(['/k8s/api/v1/nodes', '/stream', '/session'])('is refused for %s', async (target) => {
    // <script src>, <img> and fetch in mode no-cors can set no header of their own.
    for (const instead of ['X-Everynode', 'Sec-Fetch-Site']) {
      const headers = ownBut(instead, instead === 'X-Everynode' ? undefined : 'cross-site')
      expect((await raw(`GET ${target} HTTP/1.1`, headers)).status).toBe(403)
    }
    expect(upstreamConnections()).toBe(0)
  })

  it('is never invited: no Access-Control-Allow-* whatever Origin says', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${sut.port}`])
      for (const method of ['GET', 'OPTIONS'])
        for (const target of ['/', '/session', '/k8s/version']) {
          const asked =
            'Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-everynode\r\n'
          const { head } = await raw(
            `${method} ${target} HTTP/1.1`,
            ownBut('Origin', origin) + asked,
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

describe('8: content of the cluster in the console’s own origin', () => {
  it.each([
    '/k8s/api/v1/namespaces/x/services/http:evil:80/proxy/',
    '/k8s/api/v1/nodes/n/proxy/logs',
  ])('does not pass %s', async (target) => {
    expect((await sut.get(target)).status).toBe(403)
    expect(upstreamConnections()).toBe(0)
  })

  it('loses its headers, and passes only as objects or text', async () => {
    const hostile = {
      'set-cookie': 'a=b',
      refresh: '0;url=//evil',
      'clear-site-data': '"*"',
      'access-control-allow-origin': '*',
    }
    sut.fake.answer = (request, response) => {
      const type = request.url === '/version' ? 'text/html' : 'application/json'
      response.writeHead(200, { ...hostile, 'content-type': type }).end('<script>alert(1)</script>')
    }
    const html = await sut.get('/k8s/version')
    expect(html.status).toBe(502)
    expect(html.body).not.toContain('<script>')
    const json = await sut.get('/k8s/api/v1/nodes')
    expect(json.status).toBe(200)
    for (const { head } of [html, json]) {
      for (const name of Object.keys(hostile)) expect(head.toLowerCase()).not.toContain(`${name}:`)
      expect(head.toLowerCase()).toMatch(/content-security-policy: .*sandbox/)
      expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
    }
  })
})

describe('9: a path that is not what it looks like', () => {
  it.each([
    '/k8s/..%2f..%2fx',
    '/k8s/%2e%2e/x',
    '/k8s/.%2e/x',
    '/k8s/../x',
    '/k8s/./version',
    '/k8s/api/..',
    '/k8s\\..\\x',
    '/k8s/a\\b',
    '/k8s//api',
    '/k8s/api;v=1/',
    '/k8s/api/v1/pods%00',
    '/k8s/api/v1/namespaces/x/pods/y%2fexec',
    '/k8s/api/v1/nodes?limit=1&x\\y=1',
    '/k8s/api/v1/nodes?limit=%zz',
    '/k8s/api/v1/nodes?limit=1&limit=2',
    '/k8s/api/v1/nodes#/../x',
  ])('refuses %s', async (target) => {
    const { status } = await sut.get(target)
    // `/k8s\..\x` is no path of the API; all others are, and are refused for their form.
    expect(status).toBe(target.startsWith('/k8s\\') ? 404 : 400)
    expect(upstreamConnections()).toBe(0)
  })
})

describe('10: another host than the API server', () => {
  it.each([
    'GET http://evil.example/k8s/api/v1/nodes HTTP/1.1',
    'GET //evil.example/k8s/api/v1/nodes HTTP/1.1',
    'GET /\\evil.example/k8s HTTP/1.1',
    'CONNECT evil.example:443 HTTP/1.1',
    'GET /k8s/api/v1/\tnodes HTTP/1.1',
    'GET /k8s/api/v1/ nodes HTTP/1.1',
    'GET /k8s/api/v1/n\xc3\xb6des HTTP/1.1',
    'GET * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
  ])('is not reached by %j', async (requestLine) => {
    const { status } = await raw(requestLine, sut.own)
    expect(requestLine.startsWith('OPTIONS') ? 405 : 400).toBe(status)
    expect(upstreamConnections()).toBe(0)
  })
})

describe('11: a part of the API that the console never needs', () => {
  it.each([
    'GET /k8s/api/v1/namespaces/x/pods/y/exec',
    'POST /k8s/api/v1/namespaces/x/pods/y/exec',
    'POST /k8s/api/v1/namespaces/x/pods/y/attach',
    'POST /k8s/api/v1/namespaces/x/pods/y/portforward',
    'POST /k8s/api/v1/namespaces/x/pods/y/eviction',
    'POST /k8s/api/v1/namespaces/x/serviceaccounts/y/token',
    'GET /k8s/api/v1/secrets',
    'GET /k8s/api/v1/namespaces/x/secrets',
    'GET /k8s/api/v1/namespaces/x/secrets/y',
    'GET /k8s/api/v1/namespaces/x/configmaps/y',
    'GET /k8s/apis/evil/v1/things',
    'GET /k8s/debug/pprof',
    'GET /k8s/metrics',
    'GET /k8s/logs',
    'GET /k8s/api/v1/watch/secrets',
    'POST /k8s/api/v1/namespaces/x/pods',
    'DELETE /k8s/api/v1/namespaces/x',
    'DELETE /k8s/api/v1/nodes/x',
    'DELETE /k8s/apis/apps/v1/namespaces/x/daemonsets',
    'POST /k8s/apis/authorization.k8s.io/v1/subjectaccessreviews',
    'POST /k8s/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    'GET /k8s',
    'GET /k8s/',
    'GET /k8s/API/v1/nodes',
    'GET /k8s/api/v1/nodes/',
  ])('does not pass: %s', async (asked) => {
    const json = asked.startsWith('GET')
      ? ''
      : 'Content-Type: application/json\r\nContent-Length: 2\r\n'
    const { status, body } = await raw(`${asked} HTTP/1.1`, sut.own + json, json === '' ? '' : '{}')
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({
      kind: 'Status',
      reason: 'NotAllowedByConsole',
      code: 403,
    })
    expect(upstreamConnections()).toBe(0)
  })

  it('upgrades no connection', async () => {
    const { status } = await sut.get(
      '/k8s/api/v1/nodes',
      'Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n',
    )
    expect(status).toBe(403)
    expect(upstreamConnections()).toBe(0)
  })
})

it('12: passes on no header that was smuggled, and the credential intact', async () => {
  const smuggled = [
    'Connection: Authorization, keep-alive',
    'Authorization: Bearer other',
    'Authorization: Bearer third',
    'Impersonate-User: root',
    'impersonate_user: root',
    'IMPERSONATE-EXTRA-x: y',
    'Impersonate-Group: a',
    'Impersonate-Group: system:masters',
    'X-Remote-User: root',
    'X-Remote-Group: system:masters',
    'X-Forwarded-For: 1.2.3.4',
    'X-Forwarded-Host: evil.example',
    'Forwarded: for=1.2.3.4',
    'X-HTTP-Method-Override: DELETE',
    'Proxy-Authorization: Basic eDp5',
    'TE: trailers',
    'Range: bytes=0-1',
  ]
  const { status } = await sut.get('/k8s/api/v1/nodes', `${smuggled.join('\r\n')}\r\n`)
  expect(status).toBe(200)
  const [received] = sut.fake.received
  const names = received?.rawHeaders
    .filter((_name, index) => index % 2 === 0)
    .map((name) => name.toLowerCase())
  expect(new Set(names)).toEqual(
    new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'authorization']),
  )
  expect(headerOf(received, 'authorization')).toBe(`Bearer ${secretToken}`)
})

describe('13: a credential where it would be logged', () => {
  it('is refused as a WebSocket’s subprotocol', async () => {
    const protocol = `Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.${secretToken}\r\n`
    expect((await sut.get('/k8s/api/v1/nodes', protocol)).status).toBe(400)
    expect(
      (
        await sut.get(
          '/k8s/api/v1/nodes',
          `${protocol}Connection: Upgrade\r\nUpgrade: websocket\r\n`,
        )
      ).status,
    ).toBe(400)
    expect(upstreamConnections()).toBe(0)
    expect(sut.lines.join()).not.toContain(secretToken)
  })

  it.each([
    '/k8s/api/v1/nodes?token=',
    '/k8s/api/v1/nodes?access_token=',
    '/stream?token=',
    '/session?token=',
  ])('is refused in %s', async (target) => {
    const { status, body } = await sut.get(target + secretToken)
    expect(status).toBe(400)
    expect(body).not.toContain(secretToken)
    expect(sut.lines.join()).not.toContain(secretToken)
  })
})

describe('14: two readings of where a request ends', () => {
  const json = 'Content-Type: application/json\r\n'
  const post = `POST ${daemonSets} HTTP/1.1`
  const second = 'GET /k8s/api/v1/namespaces HTTP/1.1\r\n'

  it.each<[string, string, string]>([
    [
      'Content-Length and Transfer-Encoding',
      post,
      `${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n`,
    ],
    [
      'Transfer-Encoding: chunked, identity',
      post,
      `${json}Transfer-Encoding: chunked, identity\r\n`,
    ],
    ['two Content-Lengths', post, `${json}Content-Length: 2\r\nContent-Length: 3\r\n`],
    ['a blank before the colon', nodes, 'X-Other : 1\r\n'],
    ['a bare line feed', nodes, 'X-Other: 1\nX-Another: 2\r\n'],
    ['a folded header', nodes, 'X-Other: 1\r\n  2\r\n'],
    ['a body on GET', nodes, 'Content-Length: 2\r\n'],
    ['a chunked body on GET', nodes, 'Transfer-Encoding: chunked\r\n'],
  ])('are not possible: %s', async (_what, requestLine, headers) => {
    const answers = await allAnswers(
      `${requestLine}\r\n${sut.own}${headers}\r\n{}${second}${sut.own}\r\n`,
    )
    expect(answers).toEqual([400])
    expect(sut.fake.received).toEqual([])
    const first = `GET /health HTTP/1.1\r\nHost: 127.0.0.1:${sut.port}\r\n\r\n`
    const later = await allAnswers(
      `${first}${requestLine}\r\n${sut.own}${headers}\r\n{}${second}${sut.own}\r\n`,
    )
    expect(later).toEqual([200, 400])
    expect(sut.fake.received).toEqual([])
  })

  it.each(['100-continue', 'something-else'])('no Expect: %s', async (expectation) => {
    const headers = `${sut.own}${json}Content-Length: 2\r\nExpect: ${expectation}\r\n`
    expect((await raw(post, headers, '{}')).status).toBe(417)
    expect(upstreamConnections()).toBe(0)
  })

  /** The statuses of all answers on one connection, until it is closed. */
  function allAnswers(bytes: string): Promise<number[]> {
    const socket = open(sut.port)
    let received = ''
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.write(bytes)
    return new Promise((resolve) => {
      socket.on('close', () =>
        resolve([...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]))),
      )
    })
  }
})

describe('15: a line break in a response header', () => {
  it('cannot come from the path', async () => {
    const { status, head } = await sut.get('/k8s/x%0d%0aX:y')
    expect(status).toBe(400)
    expect(head).not.toMatch(/^x:/im)
  })

  it('cannot come from a request header, and harms nobody', async () => {
    expect((await sut.get('/k8s/api/v1/nodes', 'Accept: text/plain\rX: y\r\n')).status).toBe(400)
    expect((await sut.get('/k8s/api/v1/nodes')).status).toBe(200)
  })
})

it('17: follows no redirect of the API server and tells no Location', async () => {
  for (const location of [`${sut.fake.url}/secret`, 'http://evil.example/', '/api']) {
    sut.fake.received.length = 0
    sut.fake.answer = (_request, response) =>
      response.writeHead(302, { location, 'content-type': 'application/json' }).end('{}')
    const { status, head } = await sut.get('/k8s/version')
    expect(status).toBe(502)
    expect(head.toLowerCase()).not.toContain('location')
    expect(sut.fake.received).toHaveLength(1)
  }
})

describe('20: no session, and nothing in its place', () => {
  it('is 401 before the API server is asked', async () => {
    const other = await startTestConsole()
    const valid = sut.cookie
    const cookies = [
      undefined,
      'everynode-test=garbage',
      'everynode-test=',
      other.cookie,
      valid.slice(0, -5),
      `${valid.slice(0, -1)}${valid.endsWith('A') ? 'B' : 'A'}`,
      valid.replace('everynode-test', 'everynode-other'),
      `everynode-test=${'A'.repeat(8000)}`,
    ]
    for (const cookie of cookies)
      for (const target of ['/k8s/api/v1/nodes', '/stream', '/session']) {
        const { status, body } = await raw(`GET ${target} HTTP/1.1`, ownBut('Cookie', cookie))
        expect(status).toBe(401)
        expect(JSON.parse(body)).toMatchObject({ kind: 'Status', reason: 'NoSession' })
      }
    expect(upstreamConnections()).toBe(0)
  })

  it('is 431 for a cookie of 5 MB', async () => {
    const { status } = await raw(nodes, ownBut('Cookie', `everynode-test=${'A'.repeat(5_000_000)}`))
    expect([431, 0]).toContain(status)
    expect(upstreamConnections()).toBe(0)
  })

  it('takes the right cookie among planted ones', async () => {
    expect(
      (await raw(nodes, ownBut('Cookie', `everynode-test=planted; ${sut.cookie}; x=y`))).status,
    ).toBe(200)
  })
})

describe('24: a file that is not the page’s', () => {
  it.each([
    '/assets/../server/main.ts',
    '/assets/%2e%2e%2fserver/main.ts',
    '/.env',
    '/.sources',
    '/assets/x%00.js',
    '/C:\\',
    '/C:/windows',
    `/${'x'.repeat(8000)}`,
    '/server/main.ts',
    '/package.json',
    '/nodes/a/b',
    '/nodes/..',
    '/daemonsets/a/b/c',
    '/index.html/',
    '/constructor',
    '/__proto__',
  ])('is not found: %s', async (target) => {
    const { status, body } = await sut.get(target)
    expect([status, body]).toEqual([404, 'Not found.\n'])
  })

  it('is not reached by a raw NUL', async () => {
    expect((await sut.get('/assets/x\0.js')).status).toBe(400)
  })
})
