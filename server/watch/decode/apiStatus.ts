/** Kubernetes' Status, as far as a watch acts on it (apimachinery, meta/v1/types.go). */
export interface ApiStatus {
  readonly code: number
  readonly reason: string
  readonly message: string
  readonly retryAfterSeconds?: number
  readonly causes: readonly { readonly reason: string; readonly message: string }[]
}

/** 410: the resourceVersion, or the continue token, is older than the server's history (reflector.go, isExpiredError). */
export function isExpired({ code, reason }: ApiStatus): boolean {
  return code === 410 || reason === 'Expired' || reason === 'Gone'
}

/**
 * The server does not know the resourceVersion yet: it has been restarted, lags behind or was restored. Servers of
 * different ages say it in three ways (reflector.go, isTooLargeResourceVersionError).
 */
export function isTooLargeVersion({ reason, message, causes }: ApiStatus): boolean {
  if (causes.some((cause) => cause.reason === 'ResourceVersionTooLarge')) return true
  if (reason !== 'Timeout') return false
  const text = 'Too large resource version'
  return causes.some((cause) => cause.message === text) || message.includes(text)
}
