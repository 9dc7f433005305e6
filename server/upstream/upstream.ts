/**
 * The one seam: the Kubernetes API, as one user. Only method, path, query, headers, body and signal of the request
 * count; its host does not. Aborting `request.signal` ends the request to the API server at once, also while the
 * answer's body is being read. Rejects with an UpstreamError when there is no answer.
 */
export type Upstream = (request: Request) => Promise<Response>

/**
 * - unreachable: no connection (refused, no such host, timed out, reset before an answer);
 * - tls: the certificate of the API server (or of the client) was refused;
 * - credentials: there are none, or the program or file that should give them failed;
 * - aborted: the caller gave up.
 */
export type UpstreamErrorCode = 'unreachable' | 'tls' | 'credentials' | 'aborted'

/** Why there is no answer from the API server. The message never holds a credential. */
export class UpstreamError extends Error {
  readonly code: UpstreamErrorCode
  /** The request may have reached the API server, and a write may have been done. */
  readonly maybeSent: boolean

  constructor(code: UpstreamErrorCode, message: string, maybeSent = false) {
    super(message)
    this.name = 'UpstreamError'
    this.code = code
    this.maybeSent = maybeSent
  }
}
