/** Most plugins have to do with Pods alone, and not with their subresources. */
import { isJson, type Json } from '../../domain/decode/readJson.ts'
import type { Draft } from '../registry/draft.ts'
import type { AdmissionPlugin, WriteRequest } from './admission.ts'

/** @param admit what becomes of a new Pod's spec; the same object where nothing does */
export function onPodCreate(admit: (spec: Json, request: WriteRequest) => Json): AdmissionPlugin {
  return {
    admit: (request) =>
      isPodRequest(request) && request.operation === 'CREATE'
        ? withSpec(request.object, (spec) => admit(spec, request))
        : request.object,
  }
}

export function isPodRequest({ resource, subresource }: WriteRequest): boolean {
  return resource.plural === 'pods' && subresource === undefined
}

export function withSpec(draft: Draft, change: (spec: Json) => Json): Draft {
  const spec = isJson(draft.spec) ? draft.spec : {}
  const next = change(spec)
  return next === spec ? draft : { ...draft, spec: next }
}
