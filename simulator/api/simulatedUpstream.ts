/** The simulated cluster's API server: what a request comes to, over HTTP. */
import { ApiError } from '../registry/apiError.ts'
import type { Identity, SimulatedCluster } from './call.ts'
import { readRequestInfo } from './requestInfo.ts'
import { answerResource } from './route.ts'
import { statusResponse, textResponse } from './statusResponse.ts'

/**
 * @param identity who asks, at each request
 * @returns the Kubernetes API as that user. It rejects with the signal's reason where the request has been aborted, and
 *   with nothing else: refusals are Status objects.
 */
export function createSimulatedUpstream(
  cluster: SimulatedCluster,
  identity: () => Identity,
): (request: Request) => Promise<Response> {
  return async (request) => {
    request.signal.throwIfAborted()
    try {
      return await answer(cluster, identity(), request)
    } catch (error) {
      if (error instanceof ApiError) return statusResponse(error)
      throw error
    }
  }
}

async function answer(
  cluster: SimulatedCluster,
  identity: Identity,
  request: Request,
): Promise<Response> {
  const url = new URL(request.url)
  const info = readRequestInfo(request.method, url)
  if (!info.isResource) return textResponse('404 page not found\n', 404)
  return answerResource({ cluster, identity, request, query: url.searchParams, info })
}
