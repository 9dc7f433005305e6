import { useTranslation } from 'react-i18next'

/** A failed request, as web/api tells it. */
interface Failure extends Error {
  readonly failure: 'refused' | 'unreachable' | 'outcomeUnknown'
  readonly status: number
}

type Refusal = 'unauthenticated' | 'forbidden' | 'notFound' | 'conflict' | 'busy'

const refusals: ReadonlyMap<number, Refusal> = new Map([
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'conflict'],
  [429, 'busy'],
  [503, 'busy'],
])

function isFailure(error: Error): error is Failure {
  return 'failure' in error && 'status' in error
}

/** @returns a function that says what happened to a request, why, and what to do */
export function useFailureText(): (error: Error) => string {
  const { t } = useTranslation('common')
  return (error) => {
    const { message } = error
    if (!isFailure(error)) return message
    if (error.failure !== 'refused') return t(`failure.${error.failure}`, { message })
    return t(`failure.${refusals.get(error.status) ?? 'refused'}`, { message })
  }
}
