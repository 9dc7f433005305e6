/** How long and how many: answers that stay open until somebody ends them. */
import { keepRequest } from '../keepRequest.ts'
import { statusResponse } from '../status.ts'
import { observeBody } from './bodies.ts'
import type { Session, Sessions } from './sessions.ts'

export type Answer = (request: Request) => Promise<Response>

export interface StreamGateOptions {
  readonly sessions: Sessions
  /** Streams that one session may have open at a time. */
  readonly max: number
  /** Aborted when a session's streams must end, such as when the server stops. */
  readonly endOf: (session: Session) => AbortSignal
  /** The clock, ms since the epoch. */
  readonly now: () => number
}

/**
 * @returns a gate for streams: it refuses the ones that are too many (429), and aborts the request of one that
 *   passed when the browser leaves, the server stops, or it is time for the session's renewal
 */
export function createStreamGate({ sessions, max, endOf, now }: StreamGateOptions) {
  const take = counter(max)
  return async (request: Request, session: Session, answer: Answer): Promise<Response> => {
    const release = take(session.id)
    if (release === undefined)
      return statusResponse(
        429,
        'TooManyStreams',
        'This browser has too many streams open: close some of its tabs.',
      )
    const end = AbortSignal.timeout(sessions.streamUntil(session) - now())
    const signal = AbortSignal.any([request.signal, endOf(session), end])
    const ended = new Request(request, { signal })
    try {
      return observeBody(keepRequest(ended, await answer(ended)), { onEnd: release })
    } catch (error) {
      release()
      throw error
    }
  }
}

/** @returns a function that counts one up for a key and returns what counts it down again; undefined at the most */
function counter(max: number): (key: string) => (() => void) | undefined {
  const open = new Map<string, number>()
  return (key) => {
    const count = open.get(key) ?? 0
    if (count >= max) return undefined
    open.set(key, count + 1)
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      const left = (open.get(key) ?? 1) - 1
      if (left === 0) open.delete(key)
      else open.set(key, left)
    }
  }
}
