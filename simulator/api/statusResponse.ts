import type { ApiError } from '../registry/apiError.ts'

export const jsonType = { 'content-type': 'application/json' }

/** The Status that tells a refusal (apimachinery, meta/v1/types.go). */
export function statusOf(error: ApiError): Readonly<Record<string, unknown>> {
  const { code, reason, message, details, metadata } = error
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata,
    status: 'Failure',
    message,
    ...(reason === '' ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  }
}

export function statusResponse(error: ApiError): Response {
  const seconds = error.details?.retryAfterSeconds
  const headers = { ...jsonType, ...(seconds === undefined ? {} : { 'retry-after': `${seconds}` }) }
  return jsonResponse(statusOf(error), error.code, headers)
}

/** JSON as the API server writes it, with a line's end. */
export function jsonResponse(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${JSON.stringify(value)}\n`, {
    status,
    headers: { ...jsonType, ...headers },
  })
}

export function textResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
