/** How admission refuses (apiserver, pkg/admission/errors.go). */
import type { ApiError } from '../registry/apiError.ts'
import { forbidden } from '../registry/refusals.ts'
import type { WriteRequest } from './admission.ts'

/** An object without a name yet is called by the prefix from which its name is going to be made. */
export function refused({ resource, object }: WriteRequest, why: string): ApiError {
  const { name, generateName = 'Unknown' } = object.metadata
  return forbidden(resource, name === '' ? generateName : name, why)
}
