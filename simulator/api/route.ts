/** From a request to its handler. Authorization comes before: who may nothing learns nothing of what there is. */
import { resources, type Resource, type Subresource } from '../registry/resources.ts'
import { answerLog } from './answerLog.ts'
import type { Call } from './call.ts'
import { decide } from './authorization/authorize.ts'
import { reviewAccess, reviewRules, reviewSubject } from './authorization/reviews.ts'
import { isServed } from './discovery/groups.ts'
import { patch } from './patch/patch.ts'
import { requestProject } from './projectRequests.ts'
import { get, list, watch } from './reads.ts'
import { leftOut, methodNotAllowed, noSuchPath } from './refusals.ts'
import type { RequestInfo } from './requestInfo.ts'
import { textResponse } from './statusResponse.ts'
import { bind, create, evict, remove, removeAll, update } from './writes.ts'

type Handler = (call: Call) => Response | Promise<Response>

const handlers: Readonly<Record<string, Handler>> = {
  get,
  list,
  watch,
  create,
  update,
  patch,
  delete: remove,
  deletecollection: removeAll,
}

const subresourceHandlers: Readonly<Record<string, Handler>> = {
  binding: bind,
  eviction: evict,
  log: answerLog,
}

/** Of resources that are asked, and never stored. */
const askedHandlers: Readonly<Record<string, Handler>> = {
  projectrequests: requestProject,
  selfsubjectaccessreviews: reviewAccess,
  selfsubjectreviews: reviewSubject,
  selfsubjectrulesreviews: reviewRules,
}

/** What Kubernetes has below single objects and the simulated cluster has not. */
const leftOutSubresources = new Set([
  'attach',
  'ephemeralcontainers',
  'exec',
  'portforward',
  'proxy',
  'resize',
  'scale',
  'token',
])

/** Of the groups that are served, what Kubernetes has and the simulated cluster has not. */
const leftOutResources = new Set([
  'bindings',
  'componentstatuses',
  'cronjobs',
  'endpoints',
  'localsubjectaccessreviews',
  'persistentvolumeclaims',
  'persistentvolumes',
  'podtemplates',
  'proxy',
  'replicationcontrollers',
  'secrets',
  'services',
  'subjectaccessreviews',
  'tokenreviews',
  'watch',
])

/** @throws ApiError */
export async function answerResource(
  base: Omit<Call, 'resource' | 'subresource'>,
): Promise<Response> {
  const { info, cluster } = base
  const inGroup = resources.filter(
    (resource) => resource.group === info.group && isServed(resource, cluster),
  )
  if (inGroup.length === 0) return textResponse('404 page not found\n', 404)
  const resource = inGroup.find(
    ({ plural, version }) => plural === info.resource && version === info.version,
  )
  if (resource === undefined && leftOutResources.has(info.resource)) throw leftOut(info.resource)
  if (resource === undefined) throw noSuchPath()
  const call: Call = { ...base, resource, subresource: subresourceOf(resource, info) }
  requireMethod(call)
  requireOwnRights(call)
  return handlerOf(call)(call)
}

function subresourceOf(resource: Resource, { subresource }: RequestInfo): Subresource | undefined {
  if (subresource === '') return undefined
  const found = resource.subresources.find(({ name }) => name === subresource)
  if (found !== undefined) return found
  if (leftOutSubresources.has(subresource)) throw leftOut(`${resource.plural}/${subresource}`)
  throw noSuchPath()
}

/**
 * Kubernetes lets nobody give away rights that he lacks himself (registry/rbac/escalation_check.go): here only those
 * write roles and bindings who may do everything.
 */
function requireOwnRights({ resource, info, cluster, identity }: Call): void {
  const writes = ['create', 'update', 'patch'].includes(info.verb)
  if (!writes || resource.group !== 'rbac.authorization.k8s.io') return
  const everything = { ...info, verb: '*', group: '*', resource: '*' }
  if (!decide(cluster.store, identity, everything).allowed)
    throw leftOut('roles and bindings by users who may not do everything')
}

/** 405 where Kubernetes has no such method, 501 where the simulated cluster alone lacks it. */
function requireMethod({ resource, subresource, info, request }: Call): void {
  const { verb, namespace } = info
  const isItem = new URL(request.url).pathname.split('/').at(-1) !== resource.plural
  const ofItem = ['get', 'update', 'patch', 'delete'].includes(verb)
  const everywhere = resource.namespaced && namespace === ''
  if (request.method === 'HEAD' || verb === '') throw methodNotAllowed()
  if (subresource !== undefined) {
    if (!subresource.verbs.includes(verb)) throw methodNotAllowed()
    return
  }
  if (isItem !== ofItem || (everywhere && !['list', 'watch'].includes(verb)))
    throw methodNotAllowed()
  if (resource.verbs.includes(verb)) return
  const isReview = resource.viewOf === 'none'
  if (isReview || verb === 'deletecollection') throw methodNotAllowed()
  throw leftOut(`the verb ${verb} for ${resource.plural}`)
}

function handlerOf({ info, subresource, resource }: Call): Handler {
  const special =
    subresource === undefined
      ? askedHandlers[resource.plural]
      : subresourceHandlers[subresource.name]
  const found = special ?? handlers[info.verb]
  if (found === undefined) throw leftOut(info.verb)
  return found
}
