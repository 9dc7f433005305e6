/** Reads over HTTP: of one object, of a list, of what happens. */
import { notFound } from '../registry/refusals.ts'
import { type Call, formFor, keyOf, objectResponse, storedAs } from './call.ts'
import { answerList, type Listing } from './list.ts'
import { presentFor } from './views.ts'
import { answerWatch } from './watch.ts'

export function get(call: Call): Response {
  const stored = call.cluster.registry.get(storedAs(call.resource), keyOf(call))
  const object = presentFor(call)(stored)
  if (object === undefined) throw notFound(call.resource, call.info.name)
  return objectResponse(call, object)
}

export function list(call: Call): Response {
  return answerList(listingOf(call))
}

export function watch(call: Call): Response {
  const { clock, random } = call.cluster
  return answerWatch({ ...listingOf(call), clock, random })
}

export function listingOf(call: Call): Listing {
  const { cluster, request, resource, info } = call
  return {
    request,
    store: cluster.store,
    resource,
    stored: storedAs(resource),
    namespace: resource.namespaced ? info.namespace : '',
    present: presentFor(call),
    ...formFor(call),
  }
}
