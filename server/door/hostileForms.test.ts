/** How is it asked, and by what right? Raw bytes over TCP; the numbers are those of the project's list of threats. */
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
      // Not the last character: some of its bits carry nothing, so that another one can mean the same bytes.
      `${valid.slice(0, -9)}${valid.at(-9) === 'A' ? 'B' : 'A'}${valid.slice(-8)}`,
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
