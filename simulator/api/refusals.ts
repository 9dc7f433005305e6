/** What the API server refuses before an object is looked at (apimachinery, pkg/api/errors/errors.go). */
import { ApiError, type StatusDetails } from '../registry/apiError.ts'
import { type FieldErrors, joinFieldErrors } from '../registry/fieldErrors.ts'

/** No such path below a group that is served. */
export function noSuchPath(): ApiError {
  const message = 'the server could not find the requested resource'
  return new ApiError(404, 'NotFound', message, {})
}

export function methodNotAllowed(): ApiError {
  const message = 'the server does not allow this method on the requested resource'
  return new ApiError(405, 'MethodNotAllowed', message, {})
}

/** Kubernetes does it, the simulated cluster does not (simulator/README.md). */
export function leftOut(what: string): ApiError {
  return new ApiError(501, 'NotImplemented', `the simulated cluster leaves out ${what}`)
}

/** What can be read by the servers of the cluster; of these, only JSON is here. */
const mediaTypes = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

export function unsupportedBody(): ApiError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${mediaTypes.join(', ')}`
  return new ApiError(415, 'UnsupportedMediaType', message)
}

export function unsupportedPatch(): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {})
}

/** @param isConversion the client asks for a known media type, but as something that there is not */
export function notAcceptable(isConversion: boolean): ApiError {
  if (isConversion)
    return new ApiError(
      406,
      'NotAcceptable',
      `only the following media types are accepted: ${mediaTypes.join(', ')}`,
    )
  const streams = [
    'application/json;stream=watch',
    'application/vnd.kubernetes.protobuf;stream=watch',
  ]
  const message = `406: Not Acceptable\n\nAvailable representations: ${[...mediaTypes, ...streams].join(', ')}`
  return new ApiError(406, 'NotAcceptable', message, {})
}

/** @param kind such as ListOptions, of the group meta.k8s.io */
export function invalidOptions(kind: string, errors: FieldErrors): ApiError {
  const message = `${kind}.meta.k8s.io "" is invalid: ${joinFieldErrors(errors)}`
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  return new ApiError(422, 'Invalid', message, { group: 'meta.k8s.io', kind, causes })
}

/** A server that does not know the version yet: it lags behind, or was restored (storage/errors.go). */
export function tooLargeVersion(asked: number, current: number): ApiError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${current}`
  const details: StatusDetails = {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  }
  return new ApiError(504, 'Timeout', message, details)
}

export function expired(message: string, metadata?: { readonly continue: string }): ApiError {
  return new ApiError(410, 'Expired', message, undefined, metadata)
}

/** Something that the API server itself did not foresee, told without a reason. */
export function internalError(message: string): ApiError {
  return new ApiError(500, '', message)
}
