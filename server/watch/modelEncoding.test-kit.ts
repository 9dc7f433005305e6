/** What the model of an API server puts on the wire, in JSON and in protobuf. */
import type { Resource } from '../../domain/stream/lines.ts'
import { resourceKinds } from './decode/resources.ts'
import { envelope, field, frame, join, numberField } from './protobufWriter.test-kit.ts'

export interface ModelObject {
  readonly uid: string
  readonly name: string
  readonly version: number
}

export interface Wire {
  readonly resource: Resource
  readonly protobuf: boolean
}

const utf8 = new TextEncoder()

export function contentTypeOf(protobuf: boolean, watch: boolean): string {
  if (!protobuf) return 'application/json'
  return `application/vnd.kubernetes.protobuf${watch ? ';stream=watch' : ''}`
}

export function statusResponse(code: number, reason: string, retryAfter?: string): Response {
  return Response.json(statusObject(code, reason), {
    status: code,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  })
}

export function tooLarge(): Response {
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }]
  const status = { ...statusObject(504, 'Timeout'), details: { causes, retryAfterSeconds: 1 } }
  return Response.json(status, { status: 504, headers: { 'retry-after': '1' } })
}

function statusObject(code: number, reason: string): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message: reason }
}

export function eventBytes(wire: Wire, type: string, object: ModelObject): Uint8Array {
  if (!wire.protobuf) return jsonLine({ type, object: jsonObject(wire.resource, object) })
  return frame(type, envelope('v1', resourceKinds[wire.resource].kind, message(wire, object)))
}

export function bookmarkBytes(wire: Wire, version: number, end: boolean): Uint8Array {
  const { kind } = resourceKinds[wire.resource]
  const mark = 'k8s.io/initial-events-end'
  if (!wire.protobuf) {
    const annotations = end ? { annotations: { [mark]: 'true' } } : {}
    const metadata = { resourceVersion: String(version), ...annotations }
    return jsonLine({ type: 'BOOKMARK', object: { kind, apiVersion: 'v1', metadata } })
  }
  const annotation = end ? field(12, join(field(1, mark), field(2, 'true'))) : []
  const metadata = join(field(6, String(version)), annotation)
  return frame('BOOKMARK', envelope('v1', kind, field(1, metadata)))
}

export function errorBytes(wire: Wire, code: number, reason: string): Uint8Array {
  if (!wire.protobuf) return jsonLine({ type: 'ERROR', object: statusObject(code, reason) })
  const status = join(field(3, reason), field(4, reason), numberField(6, code))
  return frame('ERROR', envelope('v1', 'Status', status))
}

export function listBytes(
  wire: Wire,
  items: readonly ModelObject[],
  version: number,
  continueToken: string,
): Uint8Array {
  const { kind } = resourceKinds[wire.resource]
  if (!wire.protobuf) {
    const metadata = { resourceVersion: String(version), continue: continueToken }
    const objects = items.map((item) => jsonObject(wire.resource, item))
    return jsonLine({ kind: `${kind}List`, apiVersion: 'v1', metadata, items: objects })
  }
  const metadata = join(field(2, String(version)), field(3, continueToken))
  const fields = items.map((item) => field(2, message(wire, item)))
  return envelope('v1', `${kind}List`, join(field(1, metadata), ...fields))
}

function jsonLine(value: unknown): Uint8Array {
  return utf8.encode(`${JSON.stringify(value)}\n`)
}

/** The version is kept in a field of each kind that the console reads. */
function jsonObject(resource: Resource, { uid, name, version }: ModelObject): object {
  return {
    kind: resourceKinds[resource].kind,
    apiVersion: 'v1',
    metadata: { name, uid, resourceVersion: String(version) },
    ...(resource === 'pods' ? { status: { phase: 'Running', message: `v${version}` } } : {}),
    ...(resource === 'controllerrevisions' ? { revision: version } : {}),
  }
}

/** A Pod or a Node. */
function message({ resource }: Wire, { uid, name, version }: ModelObject): Uint8Array {
  const metadata = join(field(1, name), field(5, uid), field(6, String(version)))
  const status = join(field(1, 'Running'), field(3, `v${version}`))
  return join(field(1, metadata), resource === 'pods' ? field(3, status) : [])
}
