/** In which form and media type the client wants an answer (apiserver, pkg/endpoints/handlers/negotiation). */
import { notAcceptable } from './refusals.ts'
import { jsonSerializer, protobufSerializer, type Serializer } from './serializer.ts'

export type Representation = 'object' | 'table' | 'metadata'

export interface Negotiated {
  readonly representation: Representation
  readonly serializer: Serializer
}

const conversions: Readonly<Record<string, Representation>> = {
  Table: 'table',
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadata',
}

/** Where the client would take either, it gets the first one. */
const serializers = [jsonSerializer, protobufSerializer]
const knownTypes = new Set([
  'application/yaml',
  'application/*',
  '*/*',
  ...serializers.map(({ mediaType }) => mediaType),
])

/**
 * The first clause that can be served, by weight; one of weight 0 is the last, not excluded. YAML is never chosen, as by
 * a server without it.
 * @param hasProtobuf whether the objects themselves can be written as protobuf: their metadata always can, tables never
 * @throws ApiError 406
 */
export function negotiate(accept: string | null, hasProtobuf: boolean): Negotiated {
  const clauses = readAccept(accept)
  for (const clause of clauses) {
    const representation = representationOf(clause)
    if (representation === undefined) continue
    const serializer = serializers.find(
      (each) => accepts(clause, each) && canWrite(each, representation, hasProtobuf),
    )
    if (serializer !== undefined) return { representation, serializer }
  }
  throw notAcceptable(clauses.some(({ type }) => knownTypes.has(type)))
}

/** A refusal is written as the client likes it best, and as JSON where it likes nothing that there is (ErrorNegotiated). */
export function negotiateStatus(accept: string | null): Serializer {
  for (const clause of readAccept(accept)) {
    const serializer = serializers.find((each) => accepts(clause, each))
    if (serializer !== undefined && representationOf(clause) === 'object') return serializer
  }
  return jsonSerializer
}

interface Clause {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
  readonly weight: number
}

function readAccept(accept: string | null): readonly Clause[] {
  if (accept === null || accept.trim() === '') return [readClause('*/*')]
  return accept
    .split(',')
    .map(readClause)
    .sort((a, b) => b.weight - a.weight)
}

function readClause(clause: string): Clause {
  const [type = '', ...rest] = clause.split(';').map((part) => part.trim())
  const parameters = new Map(rest.map(readParameter))
  return { type, parameters, weight: Number(parameters.get('q') ?? '1') || 0 }
}

function readParameter(text: string): readonly [string, string] {
  const [name = '', value = ''] = text.split('=')
  return [name.trim(), value.trim()]
}

function accepts({ type }: Clause, { mediaType }: Serializer): boolean {
  return type === mediaType || type === 'application/*' || type === '*/*'
}

/** @returns undefined where there is no such form, or no such stream */
function representationOf({ parameters }: Clause): Representation | undefined {
  if (!['', 'watch'].includes(parameters.get('stream') ?? '')) return undefined
  const as = parameters.get('as')
  if (as === undefined) return 'object'
  return parameters.get('g') === 'meta.k8s.io' ? conversions[as] : undefined
}

function canWrite(
  serializer: Serializer,
  representation: Representation,
  hasProtobuf: boolean,
): boolean {
  if (serializer === jsonSerializer || representation === 'metadata') return true
  return representation === 'object' && hasProtobuf
}
