import { describe, expect, it } from 'vitest'
import { errorOfAnswer, errorOfSilence } from './apiError.ts'
import { retryDelayMs, shouldRetry } from './retry.ts'

const answered = (status: number, headers: Record<string, string> = {}) =>
  errorOfAnswer(new Response(null, { status, headers }), {}, false)
const silence = errorOfSilence(new TypeError('Failed to fetch'), false)

describe('shouldRetry', () => {
  it.each([400, 401, 403, 404, 409, 410, 422])('never asks again after %d', (status) => {
    expect(shouldRetry(0, answered(status))).toBe(false)
  })

  it.each([429, 500, 502, 503, 504])('asks again after %d, three times', (status) => {
    expect([0, 1, 2, 3].map((failures) => shouldRetry(failures, answered(status)))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('asks again where nobody answered', () => {
    expect(shouldRetry(0, silence)).toBe(true)
  })

  it('never asks again after a fault of our own', () => {
    expect(shouldRetry(0, new TypeError('x is undefined'))).toBe(false)
  })
})

describe('retryDelayMs', () => {
  it('waits longer each time', () => {
    expect([0, 1, 2].map((failures) => retryDelayMs(failures, silence))).toEqual([1000, 2000, 4000])
  })

  it('waits as long as the API server asks, but no longer than a minute', () => {
    const asks = (seconds: string) => answered(429, { 'Retry-After': seconds })
    expect(retryDelayMs(0, asks('30'))).toBe(30_000)
    expect(retryDelayMs(0, asks('9999'))).toBe(60_000)
    expect(retryDelayMs(0, asks('soon'))).toBe(1000)
  })
})
