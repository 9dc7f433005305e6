import { ApiError } from './apiError.ts'

const mostRetries = 3

/**
 * Is a failed read worth another try? Never where the answer would be the same: a 4xx, 401 and 403 above all.
 * 429 is the one 4xx that asks for another try.
 * @param failures how many tries have failed before this one
 */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= mostRetries || !(error instanceof ApiError)) return false
  return error.status === 0 || error.status === 429 || error.status >= 500
}

/**
 * How long to wait before the next try: 1, 2, 4 s, or as long as the API server asks, up to a minute.
 * @param failures how many tries have failed before this one
 */
export function retryDelayMs(failures: number, error: unknown): number {
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  return Math.min(Math.max(1000 * 2 ** failures, asked), 60_000)
}
