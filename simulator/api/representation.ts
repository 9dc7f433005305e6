/** In which form the client wants an answer (apiserver, pkg/endpoints/handlers/negotiation). */
import { notAcceptable } from './refusals.ts'

export type Representation = 'object' | 'table' | 'metadata'

const conversions: Readonly<Record<string, Representation>> = {
  Table: 'table',
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadata',
}

const jsonRanges = new Set(['application/json', 'application/*', '*/*'])
const otherTypes = new Set(['application/yaml', 'application/vnd.kubernetes.protobuf'])

/**
 * The first clause that can be served as JSON, by weight. Protobuf and YAML are never chosen, as by a server without
 * them: clients name JSON too.
 * @throws ApiError 406
 */
export function negotiate(accept: string | null): Representation {
  if (accept === null || accept.trim() === '') return 'object'
  const clauses = accept.split(',').map(readClause)
  const known = clauses.filter(({ type }) => jsonRanges.has(type))
  for (const { parameters } of known.toSorted((a, b) => b.weight - a.weight)) {
    const as = parameters.get('as')
    if (as === undefined) return 'object'
    const found = conversions[as]
    if (found !== undefined && parameters.get('g') === 'meta.k8s.io') return found
  }
  throw notAcceptable(known.length > 0 || clauses.some(({ type }) => otherTypes.has(type)))
}

interface Clause {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
  readonly weight: number
}

function readClause(clause: string): Clause {
  const [type = '', ...rest] = clause.split(';').map((part) => part.trim())
  const parameters = new Map(rest.map(readParameter))
  return { type: type.toLowerCase(), parameters, weight: Number(parameters.get('q') ?? '1') || 0 }
}

function readParameter(text: string): readonly [string, string] {
  const [name = '', value = ''] = text.split('=')
  return [name.trim(), value.trim()]
}
