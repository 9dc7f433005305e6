/** A refusal in Kubernetes' own form (apimachinery, pkg/api/errors/errors.go). */

export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field?: string
}

export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly Cause[]
  readonly retryAfterSeconds?: number
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: number
  /** Such as NotFound or Invalid. */
  readonly reason: string
  readonly details: StatusDetails | undefined
  /** Of the Status itself: where a list that has expired can go on. */
  readonly metadata: { readonly continue?: string }

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    metadata: { readonly continue?: string } = {},
  ) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
    this.metadata = metadata
  }
}
