import type { ApiError } from '../registry/apiError.ts'
import { negotiateStatus } from './negotiation.ts'
import { jsonSerializer, type Serializer } from './serializer.ts'

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

export function statusResponse(error: ApiError, request: Request): Response {
  const seconds = error.details?.retryAfterSeconds
  const headers = seconds === undefined ? {} : { 'retry-after': `${seconds}` }
  const serializer = negotiateStatus(request.headers.get('accept'))
  return valueResponse(statusOf(error), serializer, error.code, headers)
}

export function valueResponse(
  value: unknown,
  { mediaType, write }: Serializer,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(write(value).slice(), {
    status,
    headers: { 'content-type': mediaType, ...headers },
  })
}

/** Discovery and the like are JSON, whatever the client asks for. */
export function jsonResponse(
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return valueResponse(value, jsonSerializer, 200, headers)
}

export function textResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
