/** What every request to the registry needs. */
import type { AdmissionPlugin } from '../admission/admission.ts'
import type { Clock } from '../clock.ts'
import type { Key, KubeObject } from '../objects.ts'
import type { Store } from '../store/store.ts'
import { ApiError } from './apiError.ts'
import { notFound } from './refusals.ts'
import { resourceOf, type Resource } from './resources.ts'

export interface RegistryContext {
  readonly store: Store
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly newUid: () => string
  readonly admission: Required<AdmissionPlugin>
}

/** @throws ApiError where the cluster has no such resource */
export function knownResource(plural: string): Resource {
  const resource = resourceOf(plural)
  if (resource !== undefined) return resource
  throw new ApiError(404, 'NotFound', 'the server could not find the requested resource')
}

/** @throws ApiError where there is no such object */
export function existing({ store }: RegistryContext, resource: Resource, key: Key): KubeObject {
  const object = store.get(resource.plural, key)
  if (object === undefined) throw notFound(resource, key.name)
  return object
}
