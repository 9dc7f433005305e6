/** One request of the stream, from its start to its end. */
import type { Line, Trouble } from '../../domain/stream/lines.ts'
import { LineError, parseLine } from '../../domain/stream/parseLine.ts'
import type { Environment } from './environment.ts'
import { lineSplitter } from './lineSplitter.ts'

/** How an attempt ended. */
export interface AttemptEnd {
  /** undefined: the answer came to its end. */
  readonly trouble: Trouble | undefined
  readonly isSignedOut: boolean
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined
}

export interface AttemptHandlers {
  readonly onLine: (line: Line) => void
  /** After each piece of the answer, when its lines have been handed out. */
  readonly onPiece: () => void
}

/** The console's server refuses a request without it: no other site can send it. */
const headers = { 'X-Everynode': '1', Accept: 'application/x-ndjson' }

/** Reads the answer until it ends, one way or another. @returns how it ended; never rejects */
export async function readStream(
  { fetch, url }: Environment,
  query: string,
  signal: AbortSignal,
  handlers: AttemptHandlers,
): Promise<AttemptEnd> {
  try {
    const response = await fetch(query === '' ? url : `${url}?${query}`, {
      headers,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
    })
    const refusal = refusalOf(response)
    if (refusal !== undefined) {
      await response.body?.cancel()
      return refusal
    }
    await readBody(response, signal, handlers)
    return { ...ended, trouble: undefined }
  } catch (error) {
    return { ...ended, trouble: troubleOf(error) }
  }
}

const ended = { isSignedOut: false, retryAfterMs: undefined }

async function readBody(
  { body }: Response,
  signal: AbortSignal,
  { onLine, onPiece }: AttemptHandlers,
): Promise<void> {
  const reader = body?.getReader()
  const split = lineSplitter()
  for (;;) {
    const piece = await reader?.read()
    if (signal.aborted || piece?.value === undefined) return
    for (const line of split(piece.value)) onLine(parseLine(line))
    onPiece()
  }
}

/** Why an answer is no stream. A redirect leads to the login of a proxy before the console. */
function refusalOf(response: Response): AttemptEnd | undefined {
  const { status, type } = response
  if (response.ok) return undefined
  const message = `The console's server answered ${status} ${response.statusText}`.trim()
  const isSignedOut = status === 401 || type === 'opaqueredirect'
  return {
    trouble: { code: codeOf(status, isSignedOut), message, status },
    isSignedOut,
    retryAfterMs: retryAfter(response.headers.get('Retry-After')),
  }
}

function codeOf(status: number, isSignedOut: boolean): Trouble['code'] {
  if (isSignedOut) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  return status === 429 || status === 503 ? 'busy' : 'error'
}

const longestWaitMs = 60_000

function retryAfter(header: string | null): number | undefined {
  if (header === null || !/^[0-9]{1,9}$/.test(header)) return undefined
  return Math.min(longestWaitMs, Number(header) * 1000)
}

function troubleOf(error: unknown): Trouble {
  const message = error instanceof Error ? error.message : String(error)
  return { code: error instanceof LineError ? 'error' : 'unreachable', message }
}
