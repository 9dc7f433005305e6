/** A program that this machine lacks, or has too old; its message says what to do. */
export class MissingToolError extends Error {
  override name = 'MissingToolError'
}

/** What the API server refused, with Kubernetes' own Status as far as it sent one. */
export class RequestError extends Error {
  override name = 'RequestError'
  readonly status: number
  /** The body: usually a `Status`, see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/. */
  readonly body: unknown

  constructor(what: string, status: number, message: string, body: unknown) {
    super(`${what}: ${status} ${message}`)
    this.status = status
    this.body = body
  }
}

/** The cluster was stopped, or a component died: there is no use in asking it again. */
export class ClusterEndedError extends Error {
  override name = 'ClusterEndedError'
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
