/** The console as a function from Request to Response: no port, any Upstream. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { ConsoleCluster, DemoUsers } from './consoleCluster.ts'
import { securityHeaders } from './door/securityHeaders.ts'
import type { Session, Sessions } from './door/sessions.ts'
import { createStreamGate } from './door/streamGate.ts'
import { answerFile } from './files/answerFile.ts'
import type { FileTable } from './files/fileTable.ts'
import type { Log } from './logger.ts'
import { describeSession } from './proxy/describeSession.ts'
import { isStreaming, proxyToCluster } from './proxy/proxyToCluster.ts'
import { statusResponse } from './status.ts'
import type { Upstream } from './upstream/upstream.ts'

export type App = (request: Request) => Promise<Response>

export interface AppOptions {
  readonly cluster: Omit<ConsoleCluster, 'check' | 'close'>
  /** GET /stream: the placement stream (server/stream). */
  readonly stream: (request: Request, upstream: Upstream) => Promise<Response>
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
  const { cluster, sessions, files, log } = options
  const { upstreamOf, demo } = cluster
  const { stopping, now = Date.now } = options
  const endOf = (session: Session) =>
    demo === undefined ? stopping : AbortSignal.any([stopping, demo.chosen(session)])
  const gate = createStreamGate({ sessions, max: maxStreamsPerSession, endOf, now })
  const app = new Hono<Environment>()

  app.use(setSecurityHeaders)
  app.get('/health', () => Response.json({ status: 'ok' }))
  app.get('/', redeemToken(sessions))
  if (demo !== undefined) app.use(welcome(sessions))
  for (const path of ['/session', '/stream', '/k8s/*', '/demo/*'])
    app.use(path, requireSession(sessions))
  app.get('/session', ({ req, var: { session } }) =>
    describeSession(cluster, session, req.raw.signal),
  )
  if (demo !== undefined) app.post('/demo/identity', chooseIdentity(demo))
  app.get('/stream', ({ req, var: { session } }) =>
    gate(req.raw, session, (request) => options.stream(request, upstreamOf(session))),
  )
  app.all('/k8s/*', ({ req, var: { session } }) => {
    const proxy = (request: Request) => proxyToCluster(request, upstreamOf(session))
    return isStreaming(req.raw) ? gate(req.raw, session, proxy) : proxy(req.raw)
  })
  app.notFound(({ req }) => answerFile(req.raw, files))
  app.onError((error) => {
    const id = crypto.randomUUID()
    log({ event: 'internal error', id, error })
    const message = `The console failed; what it logged about it begins with ${id}.`
    return statusResponse(500, 'ConsoleError', message)
  })
  return async (request) => app.fetch(request)
}

const setSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const kind = /^\/(k8s|stream|session|demo|health)(\/|$)/.test(context.req.path) ? 'data' : 'page'
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

/** A browser that opens a demo's page has a session from then on. */
function welcome(sessions: Sessions): MiddlewareHandler<Environment> {
  return async (context, next) => {
    await next()
    const { req } = context
    const isPage = req.header('accept')?.includes('text/html') === true
    if (isPage && sessions.read(req.header('cookie') ?? null) === undefined)
      context.res.headers.append('set-cookie', sessions.open())
  }
}

/** POST /demo/identity, with `{"identity": …}`. */
function chooseIdentity(demo: DemoUsers) {
  return async ({ req, var: { session } }: Context<Environment>): Promise<Response> => {
    const body: unknown = await req.json().catch(() => undefined)
    const identity =
      typeof body === 'object' && body !== null && 'identity' in body ? body.identity : undefined
    if (typeof identity === 'string' && demo.choose(session, identity))
      return new Response(null, { status: 204 })
    const names = demo.identities.join(', ')
    return statusResponse(400, 'RefusedByConsole', `The identities of this demo are: ${names}.`)
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
