import { expect, it } from 'vitest'
import { open, startTestConsole, type TestConsole } from '../testing/console.test-kit.ts'
import { headerOf } from '../testing/fakeApiServer.test-kit.ts'
import { UpstreamError } from '../upstream/upstream.ts'

const daemonSets = '/k8s/apis/apps/v1/namespaces/default/daemonsets'

/** The API server begins an answer and leaves it open; `closed` resolves when its connection ends. */
function openAnswer(sut: TestConsole, first = '{"type":"ADDED"}\n'): Promise<unknown> {
  return new Promise((resolve) => {
    sut.fake.answer = (_request, response) => {
      response.on('close', () => resolve('closed'))
      response.writeHead(200, { 'content-type': 'application/json' }).write(first)
    }
  })
}

it.each(['FIN', 'RST'])(
  'ends the request to the API server when the browser leaves with %s',
  async (how) => {
    const sut = await startTestConsole()
    const closed = openAnswer(sut)
    const browser = open(sut.port)
    browser.write(`GET /k8s/api/v1/pods?watch=1 HTTP/1.1\r\n${sut.own}\r\n`)
    await expect.poll(() => browser.bytesRead).toBeGreaterThan(0)
    if (how === 'FIN') browser.end()
    else browser.resetAndDestroy()
    expect(await closed).toBe('closed')
    await expect.poll(() => sut.fake.connections().open).toBe(0)
    expect(sut.lines).toEqual([])
  },
)

it('ends it also when the browser leaves before there is an answer', async () => {
  const sut = await startTestConsole()
  const closed = new Promise((resolve) => {
    sut.fake.answer = (_request, response) => response.on('close', () => resolve('closed'))
  })
  const browser = open(sut.port)
  browser.write(`GET /k8s/api/v1/pods HTTP/1.1\r\n${sut.own}\r\n`)
  await expect.poll(() => sut.fake.received.length).toBe(1)
  browser.destroy()
  expect(await closed).toBe('closed')
})

it('ends a half-sent write when the browser leaves', async () => {
  const sut = await startTestConsole()
  let isComplete = false
  const closed = new Promise((resolve) => {
    sut.fake.answer = (request) =>
      request
        .on('end', () => (isComplete = true))
        .on('error', () => {})
        .on('close', () => resolve('closed'))
        .resume()
  })
  const browser = open(sut.port)
  const json = 'Content-Type: application/json\r\nContent-Length: 100\r\n'
  browser.write(`POST ${daemonSets} HTTP/1.1\r\n${sut.own}${json}\r\n{`)
  await expect.poll(() => sut.fake.received.length).toBe(1)
  browser.destroy()
  expect(await closed).toBe('closed')
  expect(isComplete).toBe(false)
})

it('passes a watch on event by event', async () => {
  const sut = await startTestConsole()
  let next: (event: string) => void = () => {}
  sut.fake.answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('one\n')
    next = (event) => response.write(event)
  }
  const browser = open(sut.port)
  let received = ''
  browser.on('data', (chunk) => (received += chunk.toString()))
  browser.write(`GET /k8s/api/v1/pods?watch=1 HTTP/1.1\r\n${sut.own}\r\n`)
  await expect.poll(() => received).toContain('one\n')
  next('two\n')
  await expect.poll(() => received).toContain('two\n')
})

it('passes a body on before it is complete', async () => {
  const sut = await startTestConsole()
  let received = ''
  sut.fake.answer = (request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.toString()))
    request.on('end', () =>
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}'),
    )
  }
  const browser = open(sut.port)
  let answer = ''
  browser.on('data', (chunk) => (answer += chunk.toString()))
  const json = 'Content-Type: application/json\r\nContent-Length: 4\r\n'
  browser.write(`POST ${daemonSets} HTTP/1.1\r\n${sut.own}${json}\r\n{ `)
  await expect.poll(() => received).toBe('{ ')
  browser.write(' }')
  await expect.poll(() => answer).toContain('HTTP/1.1 201')
  expect(headerOf(sut.fake.received[0], 'content-length')).toBe('4')
})

it('lets an answer that breaks off look broken', async () => {
  const sut = await startTestConsole()
  sut.fake.answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":[')
    setTimeout(() => request.socket.destroy(), 20)
  }
  const { body, isWhole } = await sut.get('/k8s/api/v1/nodes')
  expect([body, isWhole]).toEqual(['{"items":[', false])
  expect(sut.lines).toEqual(['an answer of the API server was cut off (SocketError)'])
})

it('passes on what the page needs of an answer: warnings and when to come back', async () => {
  const sut = await startTestConsole()
  const warning = '299 - "unknown field \\"spec.x\\""'
  sut.fake.answer = (_request, response) =>
    response
      .writeHead(429, {
        'content-type': 'application/json',
        warning,
        'retry-after': '7',
        server: 'x',
      })
      .end('{"kind":"Status","code":429}')
  const { status, head, body } = await sut.get('/k8s/api/v1/nodes')
  expect([status, body]).toEqual([429, '{"kind":"Status","code":429}'])
  expect(head).toContain(`warning: ${warning}`)
  expect(head).toContain('retry-after: 7')
  expect(head).not.toContain('server:')
})

it('passes protobuf on byte for byte', async () => {
  const sut = await startTestConsole()
  const bytes = Buffer.from([0x6b, 0x38, 0x73, 0, 0xff, 0x0d, 0x0a, 0x80])
  sut.fake.answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/vnd.kubernetes.protobuf' }).end(bytes)
  const { body } = await sut.get(
    '/k8s/api/v1/nodes',
    'Accept: application/vnd.kubernetes.protobuf\r\n',
  )
  expect(Buffer.from(body, 'latin1')).toEqual(bytes)
  expect(headerOf(sut.fake.received[0], 'accept')).toBe('application/vnd.kubernetes.protobuf')
})

it.each([
  ['text/html', 503, '<h1>Service unavailable</h1>'],
  ['', 200, 'anything'],
])('makes a Status of an answer of type "%s"', async (type, code, text) => {
  const sut = await startTestConsole()
  sut.fake.answer = (_request, response) =>
    response.writeHead(code, type === '' ? {} : { 'content-type': type }).end(text)
  const { status, body } = await sut.get('/k8s/api/v1/nodes')
  expect(status).toBe(502)
  expect(JSON.parse(body)).toMatchObject({ kind: 'Status', reason: 'UnexpectedClusterAnswer' })
  expect(body).toContain(String(code))
  expect(body).not.toContain(text)
})

const failing = (problem: Error) => startTestConsole({ upstream: () => Promise.reject(problem) })

it.each([
  [new UpstreamError('unreachable', 'connection refused'), 503, 'ClusterUnreachable'],
  [new UpstreamError('unreachable', 'the connection was reset', true), 502, 'ClusterUnreachable'],
  [new UpstreamError('tls', 'its certificate has expired'), 503, 'ClusterNotTrusted'],
  [new UpstreamError('credentials', 'no token'), 503, 'ClusterCredentialsFailed'],
])(
  'says why there is no answer, and by its status whether a write may have been done (%s)',
  async (problem, code, reason) => {
    const { status, body } = await (await failing(problem)).get('/k8s/api/v1/nodes')
    expect(status).toBe(code)
    expect(JSON.parse(body)).toMatchObject({ kind: 'Status', code, reason })
    expect(body).toContain(problem.message)
  },
)

it('tells the browser nothing of an error of its own but a number, and logs no message', async () => {
  const sut = await failing(new Error('SENTINEL'))
  const { status, body } = await sut.get('/k8s/api/v1/nodes')
  expect(status).toBe(500)
  expect(body).not.toContain('SENTINEL')
  expect(sut.lines).toHaveLength(1)
  expect(sut.lines[0]).toMatch(/^internal error [\w-]{36}: Error\n\s+at /)
  expect(sut.lines[0]).not.toContain('SENTINEL')
})
