import type { ApiStatus } from './apiStatus.ts'
import { at, listOf, number, numberOrZero, textOrEmpty } from '../../../domain/decode/readJson.ts'

/** Reads a Status from JSON; what is missing is empty. */
export function projectStatus(value: unknown): ApiStatus {
  const details = at(value, 'details')
  const retryAfterSeconds = number(at(details, 'retryAfterSeconds'))
  return {
    code: numberOrZero(at(value, 'code')),
    reason: textOrEmpty(at(value, 'reason')),
    message: textOrEmpty(at(value, 'message')),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    causes: listOf(at(details, 'causes'), (cause) => ({
      reason: textOrEmpty(at(cause, 'reason')),
      message: textOrEmpty(at(cause, 'message')),
    })),
  }
}
