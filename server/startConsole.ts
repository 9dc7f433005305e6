/** Puts the console together: port, cluster, page; in an order that finds mistakes before work. */
import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { type App, createApp } from './app.ts'
import type { ConsoleCluster } from './consoleCluster.ts'
import { openDoor } from './door/openDoor.ts'
import { bracketed, isLoopback, ownNames } from './door/ownNames.ts'
import { createSessions } from './door/sessions.ts'
import { readFileTable } from './files/fileTable.ts'
import { StartError } from './kubeconfigCluster.ts'
import { createLog } from './logger.ts'
import type { Options } from './options.ts'
import { statusResponse } from './status.ts'
import { streamResponse } from './stream/stream.ts'

export interface StartedConsole {
  /** The address for the next browser, with its token; a demo's has none. */
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

/**
 * @param cluster is closed with the console, also where it cannot start
 * @returns once the console is ready; rejects with a StartError, or what `page` rejects with
 */
export async function startConsole(
  options: Options,
  hooks: StartHooks,
  cluster: ConsoleCluster,
): Promise<StartedConsole> {
  const log = createLog(hooks.say)
  let app: App = () =>
    Promise.resolve(statusResponse(503, 'ConsoleStarting', 'The console is starting.'))
  let port = 0
  const names = () => ownNames({ ...options, port, addresses: ownAddresses() })
  const server = openDoor({ app: (request) => app(request), names, log })
  try {
    port = await listen(server, options)
    if (!isLoopback(options.host)) hooks.say(networkWarning)
    await cluster.check()
    const files = readFileTable(await hooks.page())
    const stopping = new AbortController()
    const token = () => (cluster.demo === undefined ? sessions.token() : undefined)
    const url = () => addressOf(options, port, token())
    const sessions = createSessions({
      cookieName: `everynode-${port}`,
      onRedeemed: () => hooks.onRedeemed(url()),
    })
    app = createApp({
      cluster,
      stream: streamResponse,
      sessions,
      files,
      log,
      stopping: stopping.signal,
    })
    return { url, stop: () => stop(server, cluster, stopping) }
  } catch (error) {
    server.close()
    server.closeAllConnections()
    await cluster.close()
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

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  )
}

function addressOf(
  { host, publicNames }: Options,
  port: number,
  token: string | undefined,
): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const [publicName] = publicNames
  const name = publicName ?? bracketed(isEverywhere ? '127.0.0.1' : host)
  const place = /:\d+$/.test(name) && publicName !== undefined ? name : `${name}:${port}`
  return `http://${place}/${token === undefined ? '' : `?token=${token}`}`
}

async function stop(
  server: Server,
  cluster: ConsoleCluster,
  stopping: AbortController,
): Promise<void> {
  stopping.abort()
  const impatient = setTimeout(() => server.closeAllConnections(), 5_000)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(impatient)
  await cluster.close()
}
