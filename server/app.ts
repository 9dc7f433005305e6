/** The console as a function from Request to Response: no port, any Upstream. */
import { randomUUID } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import { securityHeaders } from './door/securityHeaders.ts'
import type { Session, Sessions } from './door/sessions.ts'
import { createStreamGate } from './door/streamGate.ts'
import { answerFile } from './files/answerFile.ts'
import type { FileTable } from './files/fileTable.ts'
import type { Log } from './logger.ts'
import { type ClusterIdentity, describeSession } from './proxy/describeSession.ts'
import { isStreaming, proxyToCluster } from './proxy/proxyToCluster.ts'
import { statusResponse } from './status.ts'
import type { Upstream } from './upstream/upstream.ts'

export type App = (request: Request) => Promise<Response>

export interface AppOptions {
  readonly upstream: Upstream
  /** GET /stream: the placement stream (server/stream). */
  readonly stream: (request: Request, upstream: Upstream) => Promise<Response>
  readonly identity: ClusterIdentity
  readonly sessions: Sessions
  readonly files: FileTable
  readonly log: Log
  /** Aborted when the server stops: streams end then. */
  readonly stopping: AbortSignal
  /** The clock, ms since the epoch. */
  readonly now?: () => number
}

/** A browser needs one, and one per tab where it has no SharedWorker, beside followed logs. */
const maxStreamsPerSession = 24

interface Environment {
  readonly Variables: { session: Session }
}

/**
 * Requests from a network must have passed the door (server/door/inspectRequest.ts) first.
 * @returns the console; it never rejects
 */
export function createApp(options: AppOptions): App {
  const { upstream, sessions, files, log } = options
  const { stopping, now = Date.now } = options
  const gate = createStreamGate({ sessions, max: maxStreamsPerSession, stopping, now })
  const app = new Hono<Environment>()

  app.use(setSecurityHeaders)
  app.get('/health', () => Response.json({ status: 'ok' }))
  app.get('/', redeemToken(sessions))
  for (const path of ['/session', '/stream', '/k8s/*']) app.use(path, requireSession(sessions))
  app.get('/session', ({ req }) => describeSession(options.identity, upstream, req.raw.signal))
  app.get('/stream', ({ req, var: { session } }) =>
    gate(req.raw, session, (request) => options.stream(request, upstream)),
  )
  app.all('/k8s/*', ({ req, var: { session } }) => {
    const proxy = (request: Request) => proxyToCluster(request, upstream)
    return isStreaming(req.raw) ? gate(req.raw, session, proxy) : proxy(req.raw)
  })
  app.notFound(({ req }) => answerFile(req.raw, files))
  app.onError((error) => {
    const id = randomUUID()
    log({ event: 'internal error', id, error })
    const message = `The console failed; what it logged about it begins with ${id}.`
    return statusResponse(500, 'ConsoleError', message)
  })
  return async (request) => app.fetch(request)
}

const setSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const kind = /^\/(k8s|stream|session|health)(\/|$)/.test(context.req.path) ? 'data' : 'page'
  for (const [name, value] of Object.entries(securityHeaders(kind)))
    context.res.headers.set(name, value)
  if (kind === 'data' && !context.res.headers.has('cache-control'))
    context.res.headers.set('cache-control', 'no-store')
}

/** The printed address: its token is changed for a session, and leaves the address bar. */
function redeemToken(sessions: Sessions): MiddlewareHandler<Environment> {
  return async ({ req }, next) => {
    const token = req.query('token')
    if (token === undefined) {
      await next()
      return undefined
    }
    const cookie = sessions.redeem(token)
    const headers = new Headers({ location: '/', 'cache-control': 'no-store' })
    // A used token is no error in itself: the page says so where the browser has no session.
    if (cookie !== undefined) headers.set('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  }
}

function requireSession(sessions: Sessions): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const session = sessions.read(context.req.header('cookie') ?? null)
    if (session === undefined)
      return statusResponse(
        401,
        'NoSession',
        'This browser has no session: open the address that the console has printed.',
      )
    context.set('session', session)
    await next()
    const renewed = sessions.renew(session)
    if (renewed !== undefined) context.res.headers.append('set-cookie', renewed)
    return undefined
  }
}
