/** /k8s/…: single requests of the page to the Kubernetes API, and nothing but those of the allow-list. */
import { isAllowed } from '../door/allowList.ts'
import { limitBody } from '../door/bodies.ts'
import { maxBodyBytes } from '../door/inspectRequest.ts'
import { keepRequest } from '../keepRequest.ts'
import { type ConsoleReason, statusResponse } from '../status.ts'
import { forwardedHeaders } from '../upstream/forwardedHeaders.ts'
import { type Upstream, UpstreamError, type UpstreamErrorCode } from '../upstream/upstream.ts'

const prefix = '/k8s'

/** @returns the path that the API server is asked for */
function clusterPath(request: Request): string {
  return new URL(request.url).pathname.slice(prefix.length)
}

/** Does the answer stay open until somebody ends it? */
export function isStreaming(request: Request): boolean {
  const { searchParams } = new URL(request.url)
  return ['watch', 'follow'].some((name) => isTrue(searchParams.get(name)))
}

/** As the API server reads a flag: it takes an empty one for true. */
function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false'
}

/**
 * @param request its path begins with /k8s; what follows is asked of the API server as it is. Its signal ends the
 *   request to the API server.
 * @returns the API server's answer, or a Status of the console's own
 */
export async function proxyToCluster(request: Request, upstream: Upstream): Promise<Response> {
  const path = clusterPath(request)
  if (!isAllowed(request.method, path))
    return statusResponse(
      403,
      'NotAllowedByConsole',
      `The console does not pass on ${request.method} for this path.`,
    )
  const headers = forwardedHeaders(request.headers)
  headers.delete('accept-encoding')
  const limited = request.body === null ? undefined : limitBody(request.body, maxBodyBytes)
  const { method, signal } = request
  const init = { method, headers, body: limited?.body ?? null, duplex: 'half', signal } as const
  const { search } = new URL(request.url)
  const asked = new Request(`http://kubernetes${path}${search}`, init)
  try {
    return keepRequest(asked, cleaned(await upstream(asked)))
  } catch (error) {
    if (limited?.exceeded() === true)
      return statusResponse(413, 'RefusedByConsole', 'The body is larger than 3 MiB.')
    if (error instanceof UpstreamError) return clusterFailure(error)
    throw error
  }
}

const passedHeaders = ['content-type', 'content-length', 'retry-after', 'warning', 'audit-id']
const passedTypes = new Set([
  'application/json',
  'application/vnd.kubernetes.protobuf',
  'text/plain',
])

/** What a service, a gateway or an attacker behind the API server could say to the browser does not reach it. */
function cleaned(answer: Response): Response {
  const { status, body } = answer
  const type = answer.headers.get('content-type')
  if (status >= 300 && status < 400) return unexpected(answer, `redirects (${status})`)
  if ((body !== null || type !== null) && !isPassedType(type))
    return unexpected(
      answer,
      `answers ${status} with something else than Kubernetes objects or text`,
    )
  if ((answer.headers.get('content-encoding') ?? 'identity') !== 'identity')
    return unexpected(answer, 'compresses an answer that was not to be')
  const headers = new Headers()
  for (const name of passedHeaders) {
    const value = answer.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Response(body, { status, headers })
}

function isPassedType(type: string | null): boolean {
  return passedTypes.has((type?.split(';')[0] ?? '').trim().toLowerCase())
}

function unexpected(answer: Response, what: string): Response {
  answer.body?.cancel().catch(() => {})
  return statusResponse(
    502,
    'UnexpectedClusterAnswer',
    `The API server, or something in front of it, ${what}.`,
  )
}

const failures: Readonly<Record<UpstreamErrorCode, readonly [ConsoleReason, string]>> = {
  credentials: ['ClusterCredentialsFailed', 'There is no credential for the API server'],
  tls: ['ClusterNotTrusted', 'The API server cannot be trusted'],
  unreachable: ['ClusterUnreachable', 'The API server cannot be reached'],
  aborted: ['ClusterUnreachable', 'The API server was not waited for'],
}

/** @returns the Status that stands for an UpstreamError: 502 where a write may have been done, otherwise 503 */
export function clusterFailure({ code, message, maybeSent }: UpstreamError): Response {
  const [reason, what] = failures[code]
  return statusResponse(maybeSent ? 502 : 503, reason, `${what}: ${message}.`)
}
