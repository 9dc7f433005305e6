/** The simulated cluster's API by itself, on a port of this machine: for kubectl, and for tests. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import type { Identity } from '../../simulator/api/call.ts'
import { statusResponse } from '../../simulator/api/statusResponse.ts'
import { ApiError } from '../../simulator/registry/apiError.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { answerOver } from './answerOver.ts'
import { createAuthority } from './certificates.ts'

export interface ClusterToServe {
  readonly upstreamOf: (identity: Identity) => Upstream
  /** Who gets a token, and a context of the kubeconfig; the first is the current one. */
  readonly users: ReadonlyMap<string, Identity>
  /** 0: any that is free. */
  readonly port: number
}

export interface ServedCluster {
  readonly url: string
  /** Its path, in a temporary folder that goes with the server or the process. */
  readonly kubeconfig: string
  readonly tokens: ReadonlyMap<string, string>
  /** Breaks all connections off and takes no new ones, as when an API server dies; the cluster goes on. */
  readonly interrupt: () => Promise<void>
  /** Listens again, at the same port. */
  readonly resume: () => Promise<void>
  readonly stop: () => Promise<void>
}

const host = '127.0.0.1'

/**
 * Serves it over TLS, since kubectl sends no token without (client-go, tools/clientcmd/client_config.go).
 * @returns once it listens; rejects with Node.js' error where the port cannot be had
 */
export async function serveCluster(cluster: ClusterToServe): Promise<ServedCluster> {
  const authority = createAuthority()
  const server = createServer(authority.issue({ names: [host, 'localhost'] }))
  const tokens = new Map([...cluster.users.keys()].map((name) => [name, newToken()]))
  server.on('request', answerOver(authenticated(cluster, tokens)))
  const port = await listen(server, cluster.port)
  const url = `https://${host}:${port}`
  const folder = await mkdtemp(path.join(tmpdir(), 'everynode-demo-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeFolder)
  const kubeconfig = path.join(folder, 'kubeconfig')
  const content = stringify(kubeconfigOf(url, authority.cert, tokens))
  await writeFile(kubeconfig, content, { mode: 0o600 })
  return {
    url,
    kubeconfig,
    tokens,
    interrupt: () => close(server),
    resume: async () => void (await listen(server, port)),
    stop: async () => {
      await close(server)
      process.off('exit', removeFolder)
      removeFolder()
    },
  }
}

/** Bearer tokens, as kube-apiserver's token file has them; who shows none is anonymous. */
function authenticated(
  { upstreamOf, users }: ClusterToServe,
  tokens: ReadonlyMap<string, string>,
): Upstream {
  const anonymous = upstreamOf({ user: 'system:anonymous', groups: ['system:unauthenticated'] })
  const known = new Map(
    [...users].map(([name, identity]) => [tokens.get(name), upstreamOf(identity)]),
  )
  return async (request) => {
    const authorization = request.headers.get('authorization')
    if (authorization === null) return anonymous(request)
    const upstream = known.get(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '')
    if (upstream !== undefined) return upstream(request)
    return statusResponse(new ApiError(401, 'Unauthorized', 'Unauthorized'), request)
  }
}

function newToken(): string {
  return randomBytes(24).toString('hex')
}

function kubeconfigOf(url: string, ca: string, tokens: ReadonlyMap<string, string>): object {
  const authorityData = Buffer.from(ca).toString('base64')
  const name = 'everynode-demo'
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': authorityData } }],
    users: [...tokens].map(([user, token]) => ({ name: user, user: { token } })),
    contexts: [...tokens.keys()].map((user) => ({ name: user, context: { cluster: name, user } })),
    'current-context': [...tokens.keys()][0],
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
