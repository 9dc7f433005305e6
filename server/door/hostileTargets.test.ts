/** What is asked for, and how? Raw bytes over TCP; the numbers are those of the project's list of threats. */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  open,
  secretToken,
  startTestConsole,
  type TestConsole,
} from '../testing/console.test-kit.ts'
import { headerOf } from '../testing/fakeApiServer.test-kit.ts'

let sut: TestConsole
beforeEach(async () => {
  sut = await startTestConsole()
})

const upstreamConnections = () => sut.fake.connections().ever
const daemonSets = '/k8s/apis/apps/v1/namespaces/default/daemonsets'
const nodes = 'GET /k8s/api/v1/nodes HTTP/1.1'

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
    const { status } = await sut.raw(requestLine, sut.own)
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
    const { status, body } = await sut.raw(
      `${asked} HTTP/1.1`,
      sut.own + json,
      json === '' ? '' : '{}',
    )
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
    const hostile = `${requestLine}\r\n${sut.own}${headers}\r\n{}${second}${sut.own}\r\n`
    expect(await allAnswers(first, hostile)).toEqual([200, 400])
    expect(sut.fake.received).toEqual([])
  })

  it.each(['100-continue', 'something-else'])('no Expect: %s', async (expectation) => {
    const headers = `${sut.own}${json}Content-Length: 2\r\nExpect: ${expectation}\r\n`
    expect((await sut.raw(post, headers, '{}')).status).toBe(417)
    expect(upstreamConnections()).toBe(0)
  })

  /** The statuses of all answers on one connection until it is closed; each part is sent after an answer. */
  function allAnswers(first: string, ...more: string[]): Promise<number[]> {
    const socket = open(sut.port)
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk.toString()
      const next = more.shift()
      if (next !== undefined) socket.write(next)
    })
    socket.write(first)
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
        const { status, body } = await sut.raw(
          `GET ${target} HTTP/1.1`,
          sut.ownBut('Cookie', cookie),
        )
        expect(status).toBe(401)
        expect(JSON.parse(body)).toMatchObject({ kind: 'Status', reason: 'NoSession' })
      }
    expect(upstreamConnections()).toBe(0)
  })

  it('is 431 for a cookie of 5 MB', async () => {
    const { status } = await sut.raw(
      nodes,
      sut.ownBut('Cookie', `everynode-test=${'A'.repeat(5_000_000)}`),
    )
    expect([431, 0]).toContain(status)
    expect(upstreamConnections()).toBe(0)
  })

  it('takes the right cookie among planted ones', async () => {
    expect(
      (await sut.raw(nodes, sut.ownBut('Cookie', `everynode-test=planted; ${sut.cookie}; x=y`)))
        .status,
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
