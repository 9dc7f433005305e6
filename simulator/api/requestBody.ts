/** Bodies that clients send: JSON, and what the API server makes sure of before the registry sees them. */
import { at, isJson, type Json, textOrEmpty } from '../../domain/decode/readJson.ts'
import { apiVersionOf, type Resource } from '../registry/resources.ts'
import type { Call } from './call.ts'
import { badRequest } from '../registry/refusals.ts'
import { leftOut, unsupportedBody } from './refusals.ts'

const otherFormats = new Set([
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
  'application/cbor',
])

/** @throws ApiError 415, or 501 for what Kubernetes reads and the simulated cluster does not */
export function requireJson(headers: Headers): void {
  const type = mediaType(headers)
  if (otherFormats.has(type)) throw leftOut(`bodies of type ${type}`)
  if (type !== '' && type !== 'application/json') throw unsupportedBody()
}

export function mediaType(headers: Headers): string {
  return ((headers.get('content-type') ?? '').split(';')[0] ?? '').trim().toLowerCase()
}

/**
 * The object that the client sends, as that of the resource.
 * @throws ApiError 400
 */
export async function readManifest({ request, resource, info, subresource }: Call): Promise<Json> {
  requireJson(request.headers)
  const kind = subresource?.kind ?? resource.kind
  const manifest = requireType(parseBody(await request.text(), kind), resource, kind)
  requirePlace(manifest, resource, info.namespace)
  return manifest
}

function parseBody(text: string, kind: string): Json {
  const unrecognized = `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: `
  const start = text.length > 30 ? `${text.slice(0, 30)} ...` : text
  try {
    const value: unknown = JSON.parse(text)
    if (isJson(value)) return value
    throw badRequest(`${unrecognized}json: cannot unmarshal ${typeName(value)} into an object`)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const why = /end of JSON|Unterminated/.test(error.message)
      ? 'unexpected end of JSON input'
      : 'invalid character'
    throw badRequest(`${unrecognized}${why} (${text === '' ? '<empty>' : start})`)
  }
}

/** A JSON value's type in the words of Go's encoding/json. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return value === null ? 'null' : typeof value
}

/** What says no kind is one of the resource; another one is refused. */
function requireType(manifest: Json, resource: Resource, kind: string): Json {
  const own = apiVersionOf(resource)
  const version = textOrEmpty(manifest['apiVersion']) || own
  const said = textOrEmpty(manifest['kind']) || kind
  if (said === kind && (version === own || kind !== resource.kind))
    return { ...manifest, apiVersion: version, kind }
  const short = version.split('/').at(-1) ?? version
  throw badRequest(
    `${said} in version ${JSON.stringify(short)} cannot be handled as a ${kind}: no kind ${JSON.stringify(said)} is registered for version ${JSON.stringify(version)} in scheme "pkg/runtime/scheme.go:111"`,
  )
}

function requirePlace(manifest: Json, { namespaced }: Resource, namespace: string): void {
  const said = textOrEmpty(at(manifest['metadata'], 'namespace'))
  if (namespaced && said !== '' && said !== namespace)
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
}

/** @throws ApiError 400 where the object is not the one of the path */
export function requireName(manifest: Json, name: string): void {
  const said = textOrEmpty(at(manifest['metadata'], 'name'))
  if (said === name) return
  throw badRequest(
    said === ''
      ? `the name of the object (${name} based on URL) was undeterminable: name must be provided`
      : `the name of the object (${said}) does not match the name on the URL (${name})`,
  )
}
