/** Bodies that clients send: JSON, and what the API server makes sure of before the registry sees them. */
import { at, isJson, type Json, textOrEmpty } from '../../domain/decode/readJson.ts'
import { apiVersionOf, type Resource, resources } from '../registry/resources.ts'
import { decodeAs, type Decoded, type DecodeOptions } from '../schema/decodeAs.ts'
import { JsonError, type ParsedJson, parseJson } from '../schema/parseJson.ts'
import { ProtobufError, readProtobuf } from '../schema/readProtobuf.ts'
import { typeOfKind } from '../schema/schema.ts'
import type { Call } from './call.ts'
import { badRequest } from '../registry/refusals.ts'
import { leftOut, unsupportedBody } from './refusals.ts'

const otherFormats = new Set(['application/yaml', 'application/cbor'])
const protobufType = 'application/vnd.kubernetes.protobuf'

/**
 * A body as JSON, whatever it was sent as.
 * @throws ApiError 415, or 501 for what Kubernetes reads and the simulated cluster does not
 */
export async function readBody(request: Request): Promise<string> {
  const type = mediaType(request.headers)
  if (otherFormats.has(type)) throw leftOut(`bodies of type ${type}`)
  if (type === protobufType) return ofProtobuf(new Uint8Array(await request.arrayBuffer()))
  const body = await request.text()
  if (body !== '' && type !== '' && type !== 'application/json') throw unsupportedBody()
  return body
}

function ofProtobuf(bytes: Uint8Array): string {
  if (bytes.length === 0) return ''
  try {
    return JSON.stringify(readProtobuf(bytes))
  } catch (error) {
    if (error instanceof ProtobufError) throw leftOut(`protobuf of ${error.message}`)
    throw error
  }
}

export function mediaType(headers: Headers): string {
  return ((headers.get('content-type') ?? '').split(';')[0] ?? '').trim().toLowerCase()
}

export const fieldValidations = ['', 'Ignore', 'Strict', 'Warn'] as const
/** What is done about fields that there are not. */
export type FieldValidation = Exclude<(typeof fieldValidations)[number], ''>

export interface ReadManifest {
  readonly manifest: Json
  /** What the client is warned of: fields that are not kept. */
  readonly warnings: readonly string[]
}

/**
 * The object that the client sends, as that of the resource.
 * @throws ApiError 400
 */
export async function readManifest(call: Call, validation: FieldValidation): Promise<ReadManifest> {
  const { request, resource, info, subresource } = call
  const kind = subresource?.kind ?? resource.kind
  const { value, keysOf } = parseBody(await readBody(request), kind)
  const typed = requireType(value, call)
  const cannot = `${kind} in version "v1" cannot be handled as a ${kind}`
  const decoded = decodeManifest(typed, {
    keysOf: (object) => keysOf(object === typed ? value : object),
  })
  const { manifest, error, strict } = decoded
  if (error !== undefined) throw badRequest(`${cannot}: ${error}`)
  if (validation === 'Strict' && strict.length > 0)
    throw badRequest(`${cannot}: ${strictError(strict)}`)
  requireNamespace(manifest, resource, info.namespace)
  return { manifest, warnings: validation === 'Warn' ? strict : [] }
}

/** An object as its API type has it; as it is where the schema has no such kind. */
export function decodeManifest(
  sent: Json,
  options: DecodeOptions = {},
): Omit<Decoded, 'value'> & { readonly manifest: Json } {
  const type = typeOfKind(textOrEmpty(sent['apiVersion']), textOrEmpty(sent['kind']))
  if (type === undefined) return { manifest: sent, strict: [] }
  const { value, ...problems } = decodeAs(sent, type, options)
  return { manifest: isJson(value) ? value : sent, ...problems }
}

export function strictError(strict: readonly string[]): string {
  return `strict decoding error: ${strict.join(', ')}`
}

interface ParsedBody {
  readonly value: Json
  readonly keysOf: ParsedJson['keysOf']
}

function parseBody(text: string, kind: string): ParsedBody {
  const unrecognized = `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: `
  const start = text.length > 30 ? `${text.slice(0, 30)} ...` : text
  const parsed = parseOr(
    text,
    (why) => `${unrecognized}${why} (${text === '' ? '<empty>' : start})`,
  )
  const { value, keysOf } = parsed
  for (const name of ['kind', 'apiVersion'])
    if (!['string', 'undefined'].includes(typeof at(value, name)))
      throw badRequest(
        `${unrecognized}json: cannot unmarshal ${typeName(at(value, name))} into Go struct field .${name} of type string (${start})`,
      )
  if (isJson(value)) return { value, keysOf }
  throw badRequest(
    `${unrecognized}json: cannot unmarshal ${typeName(value)} into Go value of type ${typeMeta} (${hex(text)})`,
  )
}

const typeMeta =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'

/** What is no JSON object is shown in hexadecimal (runtime/serializer/json, via %x). */
function hex(text: string): string {
  const bytes = [...new TextEncoder().encode(text)]
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @throws ApiError 400 with the message made of what is wrong with the JSON */
export function parseOr(text: string, message: (why: string) => string): ParsedJson {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonError) throw badRequest(message(error.message))
    throw error
  }
}

/** A JSON value's type in the words of Go's encoding/json. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return value === null ? 'null' : typeof value
}

/** What says no kind is one of the resource; another one is refused. */
function requireType(sent: Json, { resource, subresource }: Call): Json {
  const kind = subresource?.kind ?? resource.kind
  const own = apiVersionOf({ ...resource, ...subresource })
  const version = textOrEmpty(sent['apiVersion']) || own
  const said = textOrEmpty(sent['kind']) || kind
  if (said === kind && version === own) return { ...sent, apiVersion: version, kind }
  const short = JSON.stringify(version.split('/').at(-1))
  const isKnown =
    typeOfKind(version, said) !== undefined ||
    resources.some((each) => each.kind === said && apiVersionOf(each) === version)
  const why = !isKnown
    ? noSuchKind(said, version)
    : `converting (v1.${said}) to (${typeOfKind(own, kind) ?? kind}): unknown conversion`
  throw badRequest(`${said} in version ${short} cannot be handled as a ${kind}: ${why}`)
}

export function noSuchKind(kind: string, version: string): string {
  return `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(version)} in scheme "pkg/runtime/scheme.go:111"`
}

/** @throws ApiError 400 where the object is in another namespace than the path */
export function requireNamespace(
  manifest: Json,
  { namespaced }: Resource,
  namespace: string,
): void {
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
