/** The simulated cluster's API server: what a request comes to, over HTTP. */
import { ApiError } from '../registry/apiError.ts'
import { requireAllowed } from './authorization/authorize.ts'
import { bootstrap } from './authorization/bootstrap.ts'
import { impersonated } from './authorization/impersonate.ts'
import type { Identity, SimulatedCluster } from './call.ts'
import { answerPath } from './discovery/paths.ts'
import { readRequestInfo, type RequestInfo } from './requestInfo.ts'
import { answerResource } from './route.ts'
import { statusResponse } from './statusResponse.ts'

/**
 * Adds to the cluster what an API server makes sure of when it starts.
 * @param identity who asks, at each request; undefined: nobody that the cluster knows
 * @returns the Kubernetes API as that user. It rejects with the signal's reason where the request has been aborted, and
 *   with nothing else: refusals are Status objects.
 */
export function createSimulatedUpstream(
  cluster: SimulatedCluster,
  identity: () => Identity | undefined,
): (request: Request) => Promise<Response> {
  bootstrap(cluster)
  return async (request) => {
    request.signal.throwIfAborted()
    try {
      return await answer(cluster, identity(), request)
    } catch (error) {
      if (error instanceof ApiError) return statusResponse(error, request)
      throw error
    }
  }
}

async function answer(
  cluster: SimulatedCluster,
  who: Identity | undefined,
  request: Request,
): Promise<Response> {
  if (who === undefined) throw new ApiError(401, 'Unauthorized', 'Unauthorized')
  const identity = authenticated(impersonated(cluster.store, authenticated(who), request.headers))
  const url = new URL(request.url)
  const info = readRequestInfo(request.method, url)
  requireAllowed(cluster.store, identity, inItsOwn(info))
  if (!info.isResource) return answerPath(cluster, request)
  return answerResource({ cluster, identity, request, query: url.searchParams, info })
}

/** Everybody but system:anonymous is of this group (apiserver, pkg/authentication/group). */
function authenticated({ user, groups }: Identity): Identity {
  if (user === 'system:anonymous') return { user, groups }
  return { user, groups: [...new Set([...groups, 'system:authenticated'])] }
}

/** OpenShift: rights for a project are those in the namespace of its name. */
function inItsOwn(info: RequestInfo): RequestInfo {
  const isProject = info.group === 'project.openshift.io' && info.resource === 'projects'
  return isProject ? { ...info, namespace: info.name } : info
}
