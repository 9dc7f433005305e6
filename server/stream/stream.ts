import { parseStreamQuery } from '../../domain/stream/resume.ts'
import { keepRequest } from '../keepRequest.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { systemClock } from '../watch/clock.ts'
import { PlacementStream, type StreamOptions } from './placementStream.ts'

export const defaults: StreamOptions = {
  clock: systemClock,
  random: Math.random,
  mostWaiting: 8 * 1024 * 1024,
  mostQueued: 256 * 1024,
  lineBytes: 64 * 1024,
}

/**
 * Answers GET /stream with the placement stream (domain/stream/lines.ts) of the cluster, as the upstream's user. It
 * keeps nothing when the answer has ended. An unknown or invalid query is answered with 400 and a Status.
 */
export function streamResponse(
  request: Request,
  upstream: Upstream,
  options: Partial<StreamOptions> = {},
): Promise<Response> {
  const query = parseStreamQuery(new URL(request.url).searchParams)
  if ('error' in query) return Promise.resolve(badRequest(query.error))
  const settings = { ...defaults, ...options }
  let stream: PlacementStream | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        stream = new PlacementStream(controller, upstream, settings)
        if (request.signal.aborted) return controller.close()
        request.signal.addEventListener('abort', () => stream?.end(), { once: true })
        stream.start(query)
      },
      pull: () => stream?.pulled(),
      cancel: () => stream?.stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: settings.mostQueued }),
  )
  return Promise.resolve(keepRequest(request, new Response(body, { headers })))
}

/** For proxies: don't store, compress, or wait for the end. */
const headers = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

function badRequest(message: string): Response {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: 'BadRequest',
    code: 400,
    message,
  }
  return Response.json(status, { status: 400, headers: { 'cache-control': 'no-store' } })
}
