/** What may be asked of the API server by header. Everything else a client sends, credentials first of all, stays here. */
const names = ['accept', 'accept-encoding', 'content-type', 'content-length', 'user-agent'] as const

/** @returns a new set with nothing but these names */
export function forwardedHeaders(headers: Headers): Headers {
  const forwarded = new Headers()
  for (const name of names) {
    const value = headers.get(name)
    if (value !== null) forwarded.set(name, value)
  }
  return forwarded
}
