/** Everything that the server ever logs. An entry has no place for a header, a body, a query or another's text. */
type LogEntry =
  | { readonly event: 'refused host' }
  | { readonly event: 'answer cut off'; readonly code: string }
  | { readonly event: 'internal error'; readonly id: string; readonly error: unknown }

export type Log = (entry: LogEntry) => void

const quietMs = 60_000

/**
 * @param write gets one line
 * @param now the clock, ms since the epoch
 * @returns a log that repeats a line at most once a minute
 */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  const written = new Map<string, number>()
  return (entry) => {
    const line = lineOf(entry)
    if (now() - (written.get(line) ?? -Infinity) < quietMs) return
    // There are few different lines, but for the ids of internal errors.
    if (written.size > 100) written.clear()
    written.set(line, now())
    write(line)
  }
}

function lineOf(entry: LogEntry): string {
  if (entry.event === 'internal error') return `internal error ${entry.id}: ${traceOf(entry.error)}`
  if (entry.event === 'answer cut off')
    return `an answer of the API server was cut off (${word(entry.code)})`
  return 'refused a request to a host name that is not ours; other names: --public-name NAME'
}

/** @returns an error's kind and where it happened, without its message: that can quote anything */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const stack = error.stack ?? ''
  const afterMessage = stack.indexOf(error.message) + error.message.length
  const frames = stack
    .slice(afterMessage)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return [word(error.name), ...frames].join('\n')
}

function word(text: string): string {
  return /^\w{1,60}$/.test(text) ? text : 'unnamed'
}
