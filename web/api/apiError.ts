import { listOf, textOf } from './json.ts'

/** One field that the API server refuses (Status.details.causes). */
export interface ApiErrorCause {
  /** For example `spec.template.spec.containers[0].image`; '' where the cause names none. */
  readonly field: string
  readonly reason: string
  readonly message: string
}

/**
 * - refused: there is an answer, and it says no; nothing was changed;
 * - unreachable: no answer, and nothing can have been changed;
 * - outcomeUnknown: a write was sent and no answer came, so that it may be done or not.
 */
export type ApiFailure = 'refused' | 'unreachable' | 'outcomeUnknown'

interface ApiErrorFacts {
  readonly failure: ApiFailure
  readonly status: number
  readonly reason: string
  readonly message: string
  readonly causes: readonly ApiErrorCause[]
  /** What the request was for: `daemonsets/web`, '' where the answer doesn't say. */
  readonly object: string
  readonly retryAfterSeconds: number | undefined
}

/** A request to the Kubernetes API that failed. `status` is 0 where no answer came. */
export class ApiError extends Error {
  readonly failure: ApiFailure
  readonly status: number
  readonly reason: string
  readonly causes: readonly ApiErrorCause[]
  readonly object: string
  readonly retryAfterSeconds: number | undefined

  constructor(facts: ApiErrorFacts) {
    super(facts.message)
    this.name = 'ApiError'
    this.failure = facts.failure
    this.status = facts.status
    this.reason = facts.reason
    this.causes = facts.causes
    this.object = facts.object
    this.retryAfterSeconds = facts.retryAfterSeconds
  }
}

/**
 * The error that an answer stands for.
 * @param body the answer's body as JSON, usually a Kubernetes Status; undefined where it was something else
 * @param isWrite the request would have changed the cluster
 */
export function errorOfAnswer(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
  isWrite: boolean,
): ApiError {
  const kind = textOf(body, 'details', 'kind')
  const name = textOf(body, 'details', 'name')
  return new ApiError({
    failure: isWrite && leavesOutcomeOpen(status) ? 'outcomeUnknown' : 'refused',
    status,
    reason: textOf(body, 'reason'),
    message: textOf(body, 'message') || `HTTP ${status}`,
    causes: listOf(body, 'details', 'causes').map(readCause),
    object: name === '' ? kind : `${kind}/${name}`,
    retryAfterSeconds: readRetryAfter(headers.get('Retry-After') ?? ''),
  })
}

/** The error of a request that got no answer. */
export function errorOfSilence(error: unknown, isWrite: boolean): ApiError {
  return new ApiError({
    failure: isWrite ? 'outcomeUnknown' : 'unreachable',
    status: 0,
    reason: '',
    message: error instanceof Error ? error.message : String(error),
    causes: [],
    object: '',
    retryAfterSeconds: undefined,
  })
}

/** Seconds; a date, which HTTP allows too, counts as nothing said. */
function readRetryAfter(header: string): number | undefined {
  return /^\d{1,6}$/.test(header) ? Number(header) : undefined
}

/** A server in between lost the API server while the request was on its way, or the API server gave up waiting. */
function leavesOutcomeOpen(status: number): boolean {
  return status === 502 || status === 504
}

function readCause(cause: unknown): ApiErrorCause {
  return {
    field: textOf(cause, 'field'),
    reason: textOf(cause, 'reason'),
    message: textOf(cause, 'message'),
  }
}
