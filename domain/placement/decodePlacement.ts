/**
 * Reads the placement parts of manifests from parsed JSON or YAML, as strictly as the API server reads them: null is
 * the same as a field that is not there, a wrong type is an error that names the field, unknown fields are ignored.
 * Fields that are not there become Go's zero values, which is what the controller sees.
 */
import type {
  Labels,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Taint,
  Toleration,
} from '../k8s/objects.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

/** A value and where it stands in the document. */
interface At {
  readonly value: unknown
  readonly path: string
}

/** Thrown inside this file only; its message is the error that the exported functions return. */
class DecodeError extends Error {}

/** The placement of a DaemonSet's manifest; `path` names the document in errors. */
export function decodePlacement(
  daemonSet: unknown,
  path = 'daemonSet',
): { readonly placement: PlacementSpec } | { readonly error: string } {
  return orError(() => {
    const spec = field(field(field({ value: daemonSet, path }, 'spec'), 'template'), 'spec')
    return { placement: placementAt(spec) }
  })
}

/** What a verdict looks at in a Node's manifest; `path` names the document in errors. */
export function decodeNodeFacts(
  node: unknown,
  path = 'node',
): { readonly facts: NodeFacts } | { readonly error: string } {
  return orError(() => {
    const metadata = field({ value: node, path }, 'metadata')
    const spec = field({ value: node, path }, 'spec')
    const labels = labelsAt(field(metadata, 'labels'))
    return {
      facts: {
        name: textAt(field(metadata, 'name')),
        labels,
        taints: listAt(field(spec, 'taints'), taintAt),
      },
    }
  })
}

function orError<Result>(decode: () => Result): Result | { readonly error: string } {
  try {
    return decode()
  } catch (error) {
    if (error instanceof DecodeError) return { error: error.message }
    throw error
  }
}

function placementAt(spec: At): PlacementSpec {
  const required = field(
    field(field(spec, 'affinity'), 'nodeAffinity'),
    'requiredDuringSchedulingIgnoredDuringExecution',
  )
  const affinity = isAbsent(required)
    ? {}
    : {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: nodeSelectorAt(required),
          },
        },
      }
  return {
    nodeName: textAt(field(spec, 'nodeName')),
    nodeSelector: labelsAt(field(spec, 'nodeSelector')),
    tolerations: listAt(field(spec, 'tolerations'), tolerationAt),
    hostNetwork: booleanAt(field(spec, 'hostNetwork')),
    ...affinity,
  }
}

function nodeSelectorAt(at: At): NodeSelector {
  return { nodeSelectorTerms: listAt(field(at, 'nodeSelectorTerms'), termAt) }
}

function termAt(at: At): NodeSelectorTerm {
  return {
    matchExpressions: listAt(field(at, 'matchExpressions'), requirementAt),
    matchFields: listAt(field(at, 'matchFields'), requirementAt),
  }
}

function requirementAt(at: At): NodeSelectorRequirement {
  return {
    key: textAt(field(at, 'key')),
    operator: textAt(field(at, 'operator')),
    values: listAt(field(at, 'values'), textAt),
  }
}

function tolerationAt(at: At): Toleration {
  const seconds = field(at, 'tolerationSeconds')
  return {
    ...taintAt(at),
    operator: textAt(field(at, 'operator')),
    ...(isAbsent(seconds) ? {} : { tolerationSeconds: integerAt(seconds) }),
  }
}

function taintAt(at: At): Taint {
  const value = textAt(field(at, 'value'))
  return {
    key: textAt(field(at, 'key')),
    effect: textAt(field(at, 'effect')),
    ...(value === '' ? {} : { value }),
  }
}

/** A field of an object; absent where the object is. */
function field({ value, path }: At, name: string): At {
  if (value === undefined || value === null) return { value: undefined, path: `${path}.${name}` }
  if (typeof value !== 'object' || Array.isArray(value))
    throw mismatch({ value, path }, 'an object')
  const fields = new Map<string, unknown>(Object.entries(value))
  return { value: fields.get(name), path: `${path}.${name}` }
}

function isAbsent({ value }: At): boolean {
  return value === undefined || value === null
}

function textAt(at: At): string {
  if (isAbsent(at)) return ''
  if (typeof at.value !== 'string') throw mismatch(at, 'a string')
  return at.value
}

function booleanAt(at: At): boolean {
  if (isAbsent(at)) return false
  if (typeof at.value !== 'boolean') throw mismatch(at, 'true or false')
  return at.value
}

function integerAt(at: At): number {
  if (typeof at.value !== 'number' || !Number.isInteger(at.value)) throw mismatch(at, 'an integer')
  return at.value
}

function listAt<Item>(at: At, item: (at: At) => Item): readonly Item[] {
  if (isAbsent(at)) return []
  if (!Array.isArray(at.value)) throw mismatch(at, 'a list')
  return at.value.map((value: unknown, index) => item({ value, path: `${at.path}[${index}]` }))
}

/** fromEntries, since a label may be called `__proto__`. */
function labelsAt(at: At): Labels {
  if (isAbsent(at)) return {}
  if (typeof at.value !== 'object' || at.value === null || Array.isArray(at.value)) {
    throw mismatch(at, 'an object of strings')
  }
  return Object.fromEntries(
    Object.entries(at.value).map(([key, value]: [string, unknown]) => [
      key,
      textAt({ value, path: `${at.path}[${key}]` }),
    ]),
  )
}

function mismatch({ value, path }: At, expected: string): DecodeError {
  const found = Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : `a value of type ${typeof value}`
  return new DecodeError(`${path}: expected ${expected}, found ${found}`)
}
