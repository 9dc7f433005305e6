/** Turns what Node.js and undici throw into an UpstreamError: a sentence from a list, never their own text. */
import { UpstreamError, type UpstreamErrorCode } from './upstream.ts'

const sentences: ReadonlyMap<string, readonly [UpstreamErrorCode, string]> = new Map([
  ['ECONNREFUSED', ['unreachable', 'connection refused']],
  ['ECONNRESET', ['unreachable', 'the connection was reset']],
  ['EPIPE', ['unreachable', 'the connection was closed']],
  ['UND_ERR_SOCKET', ['unreachable', 'the connection was closed']],
  ['UND_ERR_CLOSED', ['unreachable', 'the console is shutting down']],
  ['UND_ERR_DESTROYED', ['unreachable', 'the console is shutting down']],
  ['ENOTFOUND', ['unreachable', 'its host name is not known']],
  ['EAI_AGAIN', ['unreachable', 'its host name cannot be looked up now']],
  ['EHOSTUNREACH', ['unreachable', 'no route to its host']],
  ['ENETUNREACH', ['unreachable', 'no route to its network']],
  ['ETIMEDOUT', ['unreachable', 'no connection in time']],
  ['UND_ERR_CONNECT_TIMEOUT', ['unreachable', 'no connection in time']],
  ['UND_ERR_HEADERS_TIMEOUT', ['unreachable', 'no answer in time']],
  ['UND_ERR_PRX_CONN', ['unreachable', 'its proxy closed the connection']],
  ['UND_ERR_PRX_TLS', ['tls', 'the certificate of its proxy cannot be verified']],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', ['tls', 'its certificate is self-signed and not trusted']],
  ['SELF_SIGNED_CERT_IN_CHAIN', ['tls', 'its certificate authority is not trusted']],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', ['tls', 'its certificate authority is not trusted']],
  ['UNABLE_TO_GET_ISSUER_CERT', ['tls', 'its certificate authority is not trusted']],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', ['tls', 'its certificate authority is not trusted']],
  ['CERT_SIGNATURE_FAILURE', ['tls', 'its certificate authority is not trusted']],
  ['CERT_HAS_EXPIRED', ['tls', 'its certificate has expired']],
  ['CERT_NOT_YET_VALID', ['tls', 'its certificate is not valid yet']],
  ['ERR_TLS_CERT_ALTNAME_INVALID', ['tls', 'its certificate is for another name']],
])

/** With these no connection was ever made. */
const neverSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_.*)$/

/**
 * @param error what a request to the API server threw
 * @param signal the request's own; aborted: the caller gave up
 * @returns an UpstreamError, itself where it is one already
 */
export function upstreamFailure(error: unknown, signal: AbortSignal): UpstreamError {
  if (error instanceof UpstreamError) return error
  if (signal.aborted) return new UpstreamError('aborted', 'the request was given up', true)
  const refused = proxyRefusal(error)
  if (refused !== undefined) return new UpstreamError('unreachable', refused)
  const code = codeOf(error)
  const [kind, sentence] = sentences.get(code) ?? unlisted(code)
  return new UpstreamError(kind, sentence, kind !== 'tls' && !failedToConnect(error, code))
}

function unlisted(code: string): readonly [UpstreamErrorCode, string] {
  return /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO)/.test(code)
    ? ['tls', `the TLS handshake failed (${code})`]
    : ['unreachable', `the request failed (${code})`]
}

function failedToConnect(error: unknown, code: string): boolean {
  return (
    neverSent.test(code) ||
    (error instanceof Error && 'syscall' in error && error.syscall === 'connect')
  )
}

/** undici tells of a proxy's refusal by this text alone. */
function proxyRefusal(error: unknown): string | undefined {
  const status = /^Proxy response \((\d{3})\)/.exec(
    error instanceof Error ? error.message : '',
  )?.[1]
  return status === undefined ? undefined : `its proxy answered ${status}`
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.name : codeOf(error.cause)
}
