import { ApiError } from '../../api/apiError.ts'
import type { DaemonSetView } from '../../live/views.ts'

/** What the request has come to so far. */
export interface DeletionRequest {
  readonly status: 'idle' | 'pending' | 'success' | 'error'
  readonly error: Error | null
}

/**
 * - confirm: nothing was asked of the cluster yet; - sending: no answer yet; - waiting: accepted, not gone yet;
 * - done: gone after it was asked for; - goneAlready: gone, or replaced, without our doing;
 * - failed: refused, nothing was changed; - unknown: no answer came.
 */
export type DeletionPhase =
  | { readonly kind: 'confirm' | 'sending' | 'waiting' | 'done' | 'goneAlready' }
  | { readonly kind: 'failed' | 'unknown'; readonly error: Error }

/**
 * How far a deletion has come. Only the stream says that a DaemonSet is gone.
 * @param uid of the DaemonSet that is to be deleted; another one of the same name is another
 * @param view the live view of that name; undefined until it is known
 */
export function deletionPhase(
  { status, error }: DeletionRequest,
  uid: string,
  view: DaemonSetView | undefined,
): DeletionPhase {
  const isOpen = error instanceof ApiError && error.failure === 'outcomeUnknown'
  const wasAsked = status === 'pending' || status === 'success' || isOpen
  if (view !== undefined && view.daemonSet?.metadata.uid !== uid)
    return { kind: wasAsked ? 'done' : 'goneAlready' }
  if (error !== null) return { kind: isOpen ? 'unknown' : 'failed', error }
  if (status === 'pending') return { kind: 'sending' }
  return { kind: status === 'success' ? 'waiting' : 'confirm' }
}
