/** Requests of Node.js' HTTP servers answered by web-standard functions, as they are: no door, no limits. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { keepRequest } from '../keepRequest.ts'
import type { Upstream } from '../upstream/upstream.ts'

/** @param upstream never rejects but where the request was aborted. @returns a listener for node:http and node:https */
export function answerOver(upstream: Upstream): RequestListener {
  return (incoming, outgoing) => {
    answer(upstream, incoming, outgoing).catch(() => outgoing.destroy())
  }
}

async function answer(
  upstream: Upstream,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const request = await requestOf(incoming, gone.signal)
  const { status, headers, body } = keepRequest(request, await upstream(request))
  outgoing.writeHead(status, Object.fromEntries(headers))
  // A watch may be silent for long: its reader must know at once that it has begun.
  outgoing.flushHeaders()
  if (body === null) outgoing.end()
  else await pipeline(piecesOf(body), outgoing)
}

async function requestOf(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', url = '/', headersDistinct } = incoming
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(pieces)
  return new Request(new URL(url, 'http://kubernetes'), { method, headers, signal, body })
}

/** What is left of it is given up with its reader. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
