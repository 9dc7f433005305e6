/** Puts the console together: kubeconfig, port, API server, page; in an order that finds mistakes before work. */
import type { Server } from 'node:http'
import { homedir, networkInterfaces } from 'node:os'
import { type App, createApp } from './app.ts'
import { openDoor } from './door/openDoor.ts'
import { bracketed, isLoopback, ownNames } from './door/ownNames.ts'
import { createSessions } from './door/sessions.ts'
import { readFileTable } from './files/fileTable.ts'
import { createLog } from './logger.ts'
import type { Options } from './options.ts'
import { statusResponse } from './status.ts'
import { streamResponse } from './stream/stream.ts'
import { type ClusterAccess, loadClusterAccess } from './upstream/clusterAccess.ts'
import { type ClusterConnection, createUpstream } from './upstream/createUpstream.ts'
import { UpstreamError } from './upstream/upstream.ts'

/** The console cannot start; the message is one clear line. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export interface StartedConsole {
  /** The address for the next browser, with its token. */
  readonly url: () => string
  /** Ends streams at once and other requests within some seconds. */
  readonly stop: () => Promise<void>
}

export interface StartHooks {
  /** Gets lines for people: progress, warnings, the log. */
  readonly say: (line: string) => void
  /** A browser has used the address up; there is a fresh one. */
  readonly onRedeemed: (url: string) => void
  /** @returns the folder of the built page */
  readonly page: () => Promise<string>
}

/** @returns once the console is ready; rejects with a StartError, a KubeconfigError, or what `page` rejects with */
export async function startConsole(options: Options, hooks: StartHooks): Promise<StartedConsole> {
  const access = loadClusterAccess({ ...options, env: process.env, home: homedir() })
  const log = createLog(hooks.say)
  let app: App = () =>
    Promise.resolve(statusResponse(503, 'ConsoleStarting', 'The console is starting.'))
  let port = 0
  const names = () => ownNames({ ...options, port, addresses: ownAddresses() })
  const server = openDoor({ app: (request) => app(request), names, log })
  port = await listen(server, options)
  if (!isLoopback(options.host)) hooks.say(networkWarning)
  const connection = createUpstream(access)
  try {
    await checkCluster(access, connection)
    const files = readFileTable(await hooks.page())
    const stopping = new AbortController()
    const url = () => addressOf(options, port, sessions.token())
    const sessions = createSessions({
      cookieName: `everynode-${port}`,
      onRedeemed: () => hooks.onRedeemed(url()),
    })
    const { cluster, context } = access
    const identity = { cluster: cluster.name, context, how: connection.credential }
    const { upstream } = connection
    app = createApp({
      upstream,
      stream: streamResponse,
      identity,
      sessions,
      files,
      log,
      stopping: stopping.signal,
    })
    return { url, stop: () => stop(server, connection, stopping) }
  } catch (error) {
    server.close()
    server.closeAllConnections()
    await connection.close()
    throw error
  }
}

const networkWarning =
  'Warning: the console listens beyond this machine in plain HTTP; whoever can read the network can read your session. Put TLS in front of it.'

const listenErrors: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'it is in use by another program; choose another with --port'],
  ['EACCES', 'permission denied; choose one above 1023 with --port'],
  ['EADDRNOTAVAIL', 'this machine does not have that address'],
  ['ENOTFOUND', 'no such host name'],
])

function listen(server: Server, { host, port }: Options): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = listenErrors.get(error.code ?? '') ?? error.code ?? 'unknown error'
      reject(new StartError(`cannot listen at port ${port} of ${host}: ${why}`))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Any answer will do but one that refuses the credential: even without the right to read /version it is there. */
async function checkCluster(
  { cluster, context }: ClusterAccess,
  { upstream }: ClusterConnection,
): Promise<void> {
  const who = `the API server ${new URL(cluster.server).origin} of context ${context}`
  const signal = AbortSignal.timeout(75_000)
  const answer = await upstream(new Request('http://kubernetes/version', { signal })).catch(
    (error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error
      if (error.code === 'credentials') throw new StartError(error.message)
      if (error.code === 'aborted') throw new StartError(`${who} does not answer`)
      throw new StartError(
        `cannot ${error.code === 'tls' ? 'trust' : 'reach'} ${who}: ${error.message}`,
      )
    },
  )
  await answer.body?.cancel()
  if (answer.status === 401)
    throw new StartError(`${who} does not accept the credential of the kubeconfig`)
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  )
}

function addressOf({ host, publicNames }: Options, port: number, token: string): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const [publicName] = publicNames
  const name = publicName ?? bracketed(isEverywhere ? '127.0.0.1' : host)
  return `http://${/:\d+$/.test(name) && publicName !== undefined ? name : `${name}:${port}`}/?token=${token}`
}

async function stop(
  server: Server,
  connection: ClusterConnection,
  stopping: AbortController,
): Promise<void> {
  stopping.abort()
  const impatient = setTimeout(() => server.closeAllConnections(), 5_000)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(impatient)
  await connection.close()
}
