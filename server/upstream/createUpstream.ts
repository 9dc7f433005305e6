/** The Upstream of a kubeconfig's context. */
import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { bodyStream } from './bodyStream.ts'
import type { ClusterAccess } from './clusterAccess.ts'
import { type CredentialKind, createCredentials, pemSource } from './credentials.ts'
import { forwardedHeaders } from './forwardedHeaders.ts'
import { createTransport, timeouts } from './transport.ts'
import type { Upstream } from './upstream.ts'
import { upstreamFailure } from './upstreamFailure.ts'

export interface ClusterConnection {
  readonly upstream: Upstream
  readonly credential: CredentialKind
  /** Ends all connections and a running exec plugin. */
  close(): Promise<void>
}

export interface UpstreamOptions {
  /** The clock, ms since the epoch. */
  readonly now?: () => number
  /** For HTTPS_PROXY and NO_PROXY. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

const noBody = new Set([204, 205, 304])

/**
 * @param access a context of a kubeconfig; its server's host is the only one that is ever asked, redirects included:
 *   they are handed back as they are
 * @returns the connection; nothing is dialled before the first request. Answers come uncompressed unless the request
 *   asks for an encoding, and then as the API server encoded them.
 */
export function createUpstream(
  access: ClusterAccess,
  options: UpstreamOptions = {},
): ClusterConnection {
  const now = options.now ?? Date.now
  const { cluster } = access
  const ca = pemSource(cluster.caData, cluster.caFile, 'certificate authority', now)
  const clusterCa = async () =>
    ca === undefined ? undefined : Buffer.from(await ca()).toString('base64')
  const credentials = createCredentials(access, clusterCa, now)
  const transport = createTransport(access, options.env ?? process.env)
  const server = new URL(cluster.server)
  const basePath = server.pathname.replace(/\/+$/, '')

  const ask = async (request: Request): Promise<Response> => {
    const sentAt = now()
    const { headers, certificate } = await credentials.get()
    const dispatcher = transport.dispatcher(await ca?.(), certificate)
    const url = new URL(request.url)
    request.signal.throwIfAborted()
    const answer = await dispatcher.request({
      origin: server.origin,
      path: basePath + url.pathname + url.search,
      method: request.method,
      headers: headersOf(request, headers),
      body: request.body === null ? null : Readable.fromWeb(request.body),
      signal: request.signal,
      ...timeouts,
    })
    if (answer.statusCode === 401) credentials.refused(sentAt)
    return toResponse(answer, request.method)
  }
  return {
    credential: credentials.kind,
    upstream: (request) =>
      ask(request).catch((error: unknown) => {
        throw upstreamFailure(error, request.signal)
      }),
    async close() {
      credentials.close()
      await transport.close()
    },
  }
}

/** The credential comes last, over whatever else there is. */
function headersOf(
  request: Request,
  credential: readonly (readonly [name: string, value: string])[],
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {
    'accept-encoding': 'identity',
    'user-agent': 'everynode',
    ...Object.fromEntries(forwardedHeaders(request.headers)),
  }
  const names = new Set(credential.map(([name]) => name))
  for (const name of names)
    headers[name] = credential.filter(([other]) => other === name).map(([, value]) => value)
  return headers
}

function toResponse(answer: Dispatcher.ResponseData, method: string): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one)
  const { statusCode: status, body } = answer
  if (!noBody.has(status) && method !== 'HEAD')
    return new Response(bodyStream(body), { status, headers })
  body.on('error', () => {}).resume()
  return new Response(null, { status, headers })
}
