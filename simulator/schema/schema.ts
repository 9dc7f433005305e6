/** The API types' fields, as generate.go has found them in k8s.io/api. */
import table from './schema.json' with { type: 'json' }

export interface FieldSchema {
  /** See TypeSchema. */
  readonly type: string
  /** Go does not write it where it is empty, 0 or false. */
  readonly omitsEmpty: boolean
  /** '' where elements of the list are texts. */
  readonly mergeKey: string
  /** merge, replace, retainKeys. */
  readonly strategies: readonly string[]
}

type Entry = string | Readonly<Record<string, string>>

const types: ReadonlyMap<string, Entry> = new Map(Object.entries(table))

/** @returns the type of a kind's objects, such as apps.DaemonSet; undefined where the schema has none */
export function typeOfKind(apiVersion: string, kind: string): string | undefined {
  const kinds = types.get('kinds')
  return typeof kinds === 'object' ? own(kinds, `${apiVersion} ${kind}`) : undefined
}

/**
 * Looks a type up. Types are: the name of a struct or of a named text (core.Pod, core.TaintEffect), `[]` before an
 * element's type, `map:` before a value's, Go's own names, and any, bytes, intOrString, quantity, time.
 * @returns Go's kind of it; `struct` for one with fields
 */
export function goKind(type: string): string {
  const entry = types.get(type)
  if (entry === undefined) return type
  return typeof entry === 'string' ? entry : 'struct'
}

export function fieldOfType(type: string, name: string): FieldSchema | undefined {
  const entry = types.get(type)
  const text = typeof entry === 'object' ? own(entry, name) : undefined
  if (text === undefined || name.startsWith('*')) return undefined
  const [typeText = '', mergeKey = '', strategies = ''] = text.split(' ')
  const [named = ''] = typeText.split('@')
  const omitsEmpty = named.endsWith('?')
  const fieldType = omitsEmpty ? named.slice(0, -1) : named
  return { type: fieldType, omitsEmpty, mergeKey, strategies: strategies.split(',') }
}

/**
 * A struct's fields by their numbers in protobuf.
 * @returns name and type of each; a name that begins with `*` is that of a message whose fields are the struct's own
 */
export function fieldsByNumber(type: string): ReadonlyMap<number, readonly [string, string]> {
  const entry = types.get(type)
  if (typeof entry !== 'object') return new Map()
  return new Map(
    Object.entries(entry).flatMap(([name, text]) => {
      const [, named = '', number] = /^([^ ?@]*)\??(?:@(\d+))?/.exec(text) ?? []
      if (name.startsWith('*')) return [[Number(name.slice(1)), [name, named] as const] as const]
      return number === undefined ? [] : [[Number(number), [name, named] as const] as const]
    }),
  )
}

function own(entry: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(entry, name) ? entry[name] : undefined
}

/** A type as Go prints it: all of Kubernetes' packages are called v1 but for these. */
export function goName(type: string): string {
  if (type.startsWith('[]')) return `[]${goName(type.slice(2))}`
  if (type.startsWith('map:')) return `map[string]${goName(type.slice(4))}`
  const [place = '', name] = type.split('.')
  if (name === undefined) return place === 'intOrString' ? 'int32' : place
  return place === 'types' ? type : `v1.${name}`
}
