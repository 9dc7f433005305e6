/** Answers in the form of the Kubernetes API: what clients of /k8s already understand. */

/** Why the console itself answers; Unauthorized is Kubernetes' own word, for Kubernetes' own refusal. */
export type ConsoleReason =
  | 'NoSession'
  | 'Unauthorized'
  | 'NotAllowedByConsole'
  | 'RefusedByConsole'
  | 'TooManyStreams'
  | 'ClusterUnreachable'
  | 'ClusterNotTrusted'
  | 'ClusterCredentialsFailed'
  | 'UnexpectedClusterAnswer'
  | 'ConsoleError'
  | 'ConsoleStarting'

/** The body of a Kubernetes Status (apimachinery pkg/apis/meta/v1 Status). */
export function statusBody(code: number, reason: ConsoleReason, message: string): string {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' }
  return `${JSON.stringify({ ...status, message, reason, code })}\n`
}

/** @returns an answer that holds a Status */
export function statusResponse(code: number, reason: ConsoleReason, message: string): Response {
  return new Response(statusBody(code, reason, message), {
    status: code,
    headers: { 'content-type': 'application/json' },
  })
}
