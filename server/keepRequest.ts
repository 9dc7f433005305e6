/**
 * Requests that are to end answers which stay open: a Request follows its caller's signal through a weak reference
 * (undici, lib/web/fetch/request.js), so that one which has been collected as garbage is never aborted.
 */
const requests = new WeakMap<ReadableStream, readonly Request[]>()

/** Keeps a request for as long as the body of its answer. @returns the answer */
export function keepRequest(request: Request, answer: Response): Response {
  const { body } = answer
  if (body !== null) requests.set(body, [...(requests.get(body) ?? []), request])
  return answer
}
