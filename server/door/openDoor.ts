/** The HTTP server: raw requests in, those that may pass to the app, and its answers out. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { App } from '../app.ts'
import { keepRequest } from '../keepRequest.ts'
import type { Log } from '../logger.ts'
import { statusBody } from '../status.ts'
import { observeBody } from './bodies.ts'
import { inspectRequest } from './inspectRequest.ts'
import { limitConnections } from './limitConnections.ts'
import type { OwnNames } from './ownNames.ts'
import { isApi, type RawRequest, type Refusal } from './rawRequest.ts'
import { securityHeaders } from './securityHeaders.ts'

export interface Limits {
  /** For all headers of a request to arrive. */
  readonly headersMs: number
  /** For a whole request to arrive, body included. */
  readonly requestMs: number
  /** How often the two are looked at. */
  readonly checkMs: number
  readonly connections: number
}

const defaultLimits: Limits = {
  headersMs: 10_000,
  requestMs: 60_000,
  checkMs: 1_000,
  connections: 1_000,
}

export interface DoorOptions {
  readonly app: App
  /** Known once the server listens. */
  readonly names: () => OwnNames
  readonly log: Log
  readonly limits?: Limits
}

/** @returns an HTTP server that does not listen yet */
export function openDoor({ app, names, log, limits = defaultLimits }: DoorOptions): Server {
  const server = createServer({
    // Said explicitly, so that NODE_OPTIONS cannot turn it on.
    insecureHTTPParser: false,
    maxHeaderSize: 16 * 1024,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    // Longer than the idle time of most load balancers, which otherwise answer 502 now and then.
    keepAliveTimeout: 75_000,
    // Finds out about browsers that are gone without a word.
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    noDelay: true,
  })
  limitConnections(server, limits.connections)
  const inspect = (incoming: IncomingMessage): Refusal | undefined => {
    const refusal = inspectRequest(rawOf(incoming), names())
    if (refusal?.status === 421) log({ event: 'refused host' })
    return refusal
  }
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      const plain = plainRequest(request)
      return guarded(keepRequest(plain, await app(plain)), outgoing, log)
    },
    { overrideGlobalObjects: false, errorHandler: () => new Response(null, { status: 400 }) },
  )
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const refusal = inspect(incoming)
    if (refusal === undefined) void listener(incoming, outgoing)
    else turnAway(incoming, outgoing, refusal)
  }
  const onUpgrade = (incoming: IncomingMessage, socket: Duplex) => {
    const refusal = inspect(incoming)
    closeWith(socket, refusal ?? { status: 403, message: 'Connections are not upgraded.' })
  }
  return (
    server
      .on('request', onRequest)
      // Requests with an Expect header come here; the door refuses them.
      .on('checkContinue', onRequest)
      .on('checkExpectation', onRequest)
      .on('upgrade', onUpgrade)
      .on('connect', (_incoming, socket) =>
        closeWith(socket, { status: 400, message: 'This is no proxy.' }),
      )
  )
}

function rawOf({ method = '', url = '', rawHeaders }: IncomingMessage): RawRequest {
  return { method, target: url, rawHeaders }
}

/** Node.js' own Request, which can be copied and changed; the adapter's is a look-alike. */
function plainRequest(request: Request): Request {
  const { url, method, headers, signal } = request
  const body = method === 'GET' || method === 'HEAD' ? null : request.body
  return new Request(url, { method, headers, body, duplex: 'half', signal })
}

/**
 * An answer that breaks off must not look complete: the connection ends with it. The adapter would print the error
 * and could show it to the browser.
 */
function guarded(answer: Response, outgoing: Outgoing, log: Log): Response {
  return observeBody(answer, {
    onError(error) {
      const code = error instanceof Error ? error.name : ''
      // The browser left, or the stream's time was up.
      const wasMeant = outgoing.destroyed || ['AbortError', 'TimeoutError'].includes(code)
      if (!wasMeant) log({ event: 'answer cut off', code })
      outgoing.destroy()
    },
  })
}

interface Outgoing {
  readonly destroyed: boolean
  destroy(): unknown
}

function refusalParts(refusal: Refusal, isForApi: boolean) {
  const { status, message } = refusal
  const body = isForApi ? statusBody(status, 'RefusedByConsole', message) : `${message}\n`
  const headers = {
    ...securityHeaders('data'),
    'cache-control': 'no-store',
    'content-type': isForApi ? 'application/json' : 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  return { status, body, headers }
}

function turnAway(incoming: IncomingMessage, outgoing: ServerResponse, refusal: Refusal): void {
  const { status, body, headers } = refusalParts(refusal, isApi(incoming.url ?? ''))
  outgoing.writeHead(status, headers).end(body)
  incoming.resume()
}

/** For connections that Node.js has handed over whole. */
function closeWith(socket: Duplex, refusal: Refusal): void {
  const { status, body, headers } = refusalParts(refusal, false)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
