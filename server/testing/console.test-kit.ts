/** A whole console on a port of its own, in front of a fake API server, and raw bytes to send to it. */
import { connect, type Socket } from 'node:net'
import { type AppOptions, createApp } from '../app.ts'
import { type Limits, openDoor } from '../door/openDoor.ts'
import { ownNames } from '../door/ownNames.ts'
import { createSessions, type Sessions } from '../door/sessions.ts'
import type { FileTable } from '../files/fileTable.ts'
import { createLog } from '../logger.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { atTheEnd, connectTo, fakeApiServer } from './connection.test-kit.ts'
import { addressOf, type FakeApiServer } from './fakeApiServer.test-kit.ts'

export const secretToken = 'SENTINEL-7f3a'

export interface TestConsole {
  readonly port: number
  readonly fake: FakeApiServer
  readonly sessions: Sessions
  /** A session's cookie, as a browser sends it back. */
  readonly cookie: string
  /** What was logged. */
  readonly lines: string[]
  /** The headers of a request of the page itself. */
  readonly own: string
  /** Sends bytes as they are, and reads until the other side closes or the answer is complete. */
  send(bytes: string | Buffer): Promise<RawAnswer>
  /** A request with these headers, each of them with its line end. */
  raw(requestLine: string, headers: string, body?: string): Promise<RawAnswer>
  /** The page's own headers, with another value for one of them, or without it. */
  ownBut(name: string, value: string | undefined): string
  /** A GET with the page's own headers. */
  get(target: string, headers?: string): Promise<RawAnswer>
}

interface RawAnswer {
  readonly status: number
  readonly head: string
  readonly body: string
  /** It did not break off. */
  readonly isWhole: boolean
}

const page = {
  contentType: 'text/html; charset=utf-8',
  etag: 'tag',
  immutable: false,
  variants: { identity: Buffer.from('<!doctype html>'), br: undefined, gzip: undefined },
}
export const pageFiles: FileTable = new Map([['/index.html', page]])

export interface TestConsoleOptions extends Partial<AppOptions> {
  /** Absent: the fake API server's. */
  readonly upstream?: Upstream
  readonly limits?: Limits
  readonly publicNames?: readonly string[]
}

export async function startTestConsole(options: TestConsoleOptions = {}): Promise<TestConsole> {
  const fake = await fakeApiServer()
  const connection = await connectTo({ server: fake.url }, { token: secretToken })
  const { upstream = connection.upstream } = options
  const sessions = createSessions({ cookieName: 'everynode-test' })
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const app = createApp({
    cluster: {
      identity: { cluster: 'it', context: 'it', how: 'token' },
      upstreamOf: () => upstream,
    },
    stream: () => Promise.resolve(Response.json({ type: 'hello' })),
    sessions,
    files: pageFiles,
    log,
    stopping: new AbortController().signal,
    ...options,
  })
  let port = 0
  const names = () =>
    ownNames({ host: '127.0.0.1', port, publicNames: options.publicNames ?? [], addresses: [] })
  const { limits } = options
  const server = openDoor({ app, names, log, ...(limits === undefined ? {} : { limits }) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atTheEnd(() => {
    server.close()
    server.closeAllConnections()
  })
  port = addressOf(server.address()).port
  const cookie = (sessions.redeem(sessions.token()) ?? '').split(';')[0] ?? ''
  const own = `Host: 127.0.0.1:${port}\r\nX-Everynode: 1\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n`
  const send = (bytes: string | Buffer) => exchange(port, bytes)
  const raw = (requestLine: string, headers: string, body = '') =>
    send(`${requestLine}\r\n${headers}\r\n${body}`)
  return {
    port,
    fake,
    sessions,
    cookie,
    lines,
    own,
    send,
    raw,
    ownBut: (name, value) => withOther(own, name, value),
    get: (target, headers = '') => raw(`GET ${target} HTTP/1.1`, own + headers),
  }
}

function withOther(headers: string, name: string, value: string | undefined): string {
  const isOther = (line: string) =>
    line !== '' && !line.toLowerCase().startsWith(`${name.toLowerCase()}:`)
  const lines = headers.split('\r\n').filter(isOther)
  if (value !== undefined) lines.push(`${name}: ${value}`)
  return `${lines.join('\r\n')}\r\n`
}

/** @returns a connection that ends with the test */
export function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  atTheEnd(() => socket.destroy())
  return socket
}

function exchange(port: number, bytes: string | Buffer): Promise<RawAnswer> {
  const socket = open(port)
  let received = ''
  return new Promise((resolve) => {
    const finish = () => {
      const answer = parseAnswer(received)
      if (answer !== undefined) resolve(answer)
    }
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (isComplete(received)) finish()
    })
    socket.on('close', () =>
      resolve(parseAnswer(received) ?? { status: 0, head: '', body: '', isWhole: false }),
    )
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  })
}

function parseAnswer(text: string): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n')
  const head = end === -1 ? text : text.slice(0, end)
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
  if (status === undefined) return undefined
  const content = end === -1 ? '' : text.slice(end + 4)
  const body = isChunked(head) ? joinChunks(content).body : content
  return { status: Number(status), head, body, isWhole: isComplete(text) }
}

function isChunked(head: string): boolean {
  return /^transfer-encoding: chunked/im.test(head)
}

function joinChunks(content: string): { readonly body: string; readonly isComplete: boolean } {
  let body = ''
  for (let rest = content; ;) {
    const [size = ''] = rest.split('\r\n', 1)
    const length = Number.parseInt(size, 16)
    if (Number.isNaN(length)) return { body, isComplete: false }
    if (length === 0) return { body, isComplete: true }
    body += rest.slice(size.length + 2, size.length + 2 + length)
    rest = rest.slice(size.length + 2 + length + 2)
  }
}

function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const head = text.slice(0, end)
  const content = text.slice(end + 4)
  const length = /^content-length: (\d+)/im.exec(head)?.[1]
  if (length !== undefined) return content.length >= Number(length)
  return isChunked(head) ? joinChunks(content).isComplete : /^HTTP\/1\.1 (204|304)/.test(head)
}
