import { useTranslation } from 'react-i18next'

/** A failed request, as web/api tells it. */
interface Failure extends Error {
  readonly failure: 'refused' | 'unreachable' | 'outcomeUnknown'
  readonly status: number
  readonly reason: string
}

type FailureKey =
  | Failure['failure']
  | 'signedOut'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'busy'
  | 'noAnswer'

const refusals: ReadonlyMap<number, FailureKey> = new Map([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'conflict'],
  [429, 'busy'],
  [502, 'noAnswer'],
  [503, 'busy'],
  [504, 'noAnswer'],
])

function isFailure(error: Error): error is Failure {
  return 'failure' in error && 'status' in error && 'reason' in error
}

/** The console's own reasons (server/status.ts) say more than the status. */
function keyOf({ failure, status, reason }: Failure): FailureKey {
  if (failure !== 'refused') return failure
  if (reason === 'NoSession') return 'signedOut'
  if (reason.startsWith('Cluster')) return 'noAnswer'
  return refusals.get(status) ?? 'refused'
}

/** @returns a function that says what happened to a request, why, and what to do */
export function useFailureText(): (error: Error) => string {
  const { t } = useTranslation('common')
  return (error) => {
    const { message } = error
    return isFailure(error) ? t(`failure.${keyOf(error)}`, { message }) : message
  }
}
