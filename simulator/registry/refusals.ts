/** The refusals that a registry makes (apimachinery, pkg/api/errors/errors.go). */
import { ApiError, type StatusDetails } from './apiError.ts'
import { joinFieldErrors, type FieldErrors } from './fieldErrors.ts'
import { groupResource, type Resource } from './resources.ts'

type GroupKind = Pick<Resource, 'group' | 'kind'>
type GroupResource = Pick<Resource, 'group' | 'plural'>

/** Such as DaemonSet.apps or Pod. */
function groupKind({ group, kind }: GroupKind): string {
  return group === '' ? kind : `${kind}.${group}`
}

function about({ group, plural }: GroupResource, name: string): StatusDetails {
  return { ...(name !== '' && { name }), ...(group !== '' && { group }), kind: plural }
}

export function notFound(resource: GroupResource, name: string): ApiError {
  const message = `${groupResource(resource)} ${JSON.stringify(name)} not found`
  return new ApiError(404, 'NotFound', message, about(resource, name))
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message)
}

/** @param name '' where the object has none yet */
export function forbidden(resource: GroupResource, name: string, why: string): ApiError {
  const what = name === '' ? '' : ` ${JSON.stringify(name)}`
  const message = `${groupResource(resource)}${what} is forbidden: ${why}`
  return new ApiError(403, 'Forbidden', message, about(resource, name))
}

/** @param generated the name was made from a generateName, and no attempt found a free one */
export function alreadyExists(
  resource: Resource,
  name: string,
  { generated = false, deleted = false } = {},
): ApiError {
  const exists = `${groupResource(resource)} ${JSON.stringify(name)} already exists`
  const more = generated ? ', the server was not able to generate a unique name for the object' : ''
  const message = `${deleted ? 'object is being deleted: ' : ''}${exists}${more}`
  const details = { ...about(resource, name), ...(generated && { retryAfterSeconds: 1 }) }
  return new ApiError(409, 'AlreadyExists', message, details)
}

export function conflict(resource: Resource, name: string, why: string): ApiError {
  return conflictOn(groupResource(resource), about(resource, name), why)
}

/** A precondition that failed before anything was written: it names the kind (rest/delete.go, BeforeDelete). */
export function kindConflict({ group, kind }: Resource, name: string, why: string): ApiError {
  const details = { name, ...(group !== '' && { group }), kind }
  return conflictOn(groupKind({ group, kind }), details, why)
}

/** @param resource as the message names it */
export function conflictOn(resource: string, details: StatusDetails, why: string): ApiError {
  const name = JSON.stringify(details.name)
  const message = `Operation cannot be fulfilled on ${resource} ${name}: ${why}`
  return new ApiError(409, 'Conflict', message, details)
}

export function invalidObject(what: GroupKind, name: string, errors: FieldErrors): ApiError {
  const { group, kind } = what
  const message = `${groupKind(what)} ${JSON.stringify(name)} is invalid: ${joinFieldErrors(errors)}`
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  const details = { ...(name !== '' && { name }), ...(group !== '' && { group }), kind, causes }
  return new ApiError(422, 'Invalid', message, details)
}
