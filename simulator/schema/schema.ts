/** The API types' fields, as generate.go has found them in k8s.io/api. */
import table from './schema.json' with { type: 'json' }

export interface FieldSchema {
  /** See goKind. */
  readonly type: string
  /** Its number in protobuf; undefined where it has none. */
  readonly number: number | undefined
  /** Go does not write it where it is empty, 0 or false. */
  readonly omitsEmpty: boolean
  /** '' where elements of the list are texts. */
  readonly mergeKey: string
  /** merge, replace, retainKeys. */
  readonly strategies: readonly string[]
}

/** A field as protobuf has it. */
export interface NumberedField {
  readonly number: number
  /** '' for a message whose fields are, in JSON, the struct's own. */
  readonly name: string
  readonly type: string
}

interface Struct {
  readonly fields: ReadonlyMap<string, FieldSchema>
  readonly byNumber: ReadonlyMap<number, NumberedField>
}

type Entry = string | Readonly<Record<string, string>>

const types: ReadonlyMap<string, Entry> = new Map(Object.entries(table))

const kinds: ReadonlyMap<string, string> = new Map(Object.entries(table.kinds))

/** @returns the type of a kind's objects, such as apps.DaemonSet; undefined where the schema has none */
export function typeOfKind(apiVersion: string, kind: string): string | undefined {
  return kinds.get(`${apiVersion} ${kind}`)
}

/**
 * Looks a type up. Types are: the name of a struct or of a named text (core.Pod, core.TaintEffect), `[]` before an
 * element's type, `map:` before a value's, Go's own names, and any, bytes, intOrString, microTime, quantity, time.
 * @returns Go's kind of it; `struct` for one with fields
 */
export function goKind(type: string): string {
  const entry = types.get(type)
  if (entry === undefined) return type
  return typeof entry === 'string' ? entry : 'struct'
}

export function fieldOfType(type: string, name: string): FieldSchema | undefined {
  return structOf(type).fields.get(name)
}

/** @returns a struct's fields by their numbers in protobuf, in their order; none for what is no struct */
export function fieldsByNumber(type: string): ReadonlyMap<number, NumberedField> {
  return structOf(type).byNumber
}

const structs = new Map<string, Struct>()

/** Entries are parsed when they are needed: a program uses few of them. */
function structOf(type: string): Struct {
  const known = structs.get(type)
  if (known !== undefined) return known
  const struct = parseStruct(types.get(type) ?? {})
  structs.set(type, struct)
  return struct
}

function parseStruct(entry: Entry): Struct {
  const fields = new Map<string, FieldSchema>()
  const numbered: NumberedField[] = []
  for (const [name, text] of Object.entries(typeof entry === 'object' ? entry : {})) {
    if (name.startsWith('*')) {
      numbered.push({ number: Number(name.slice(1)), name: '', type: text })
      continue
    }
    const field = parseField(text)
    const { number, type } = field
    fields.set(name, field)
    if (number !== undefined) numbered.push({ number, name, type })
  }
  numbered.sort((a, b) => a.number - b.number)
  return { fields, byNumber: new Map(numbered.map((field) => [field.number, field])) }
}

function parseField(text: string): FieldSchema {
  const [typeText = '', mergeKey = '', strategies = ''] = text.split(' ')
  const [named = '', number] = typeText.split('@')
  const omitsEmpty = named.endsWith('?')
  return {
    type: omitsEmpty ? named.slice(0, -1) : named,
    number: number === undefined ? undefined : Number(number),
    omitsEmpty,
    mergeKey,
    strategies: strategies.split(','),
  }
}

/** A type as Go prints it: all of Kubernetes' packages are called v1 but for these. */
export function goName(type: string): string {
  if (type.startsWith('[]')) return `[]${goName(type.slice(2))}`
  if (type.startsWith('map:')) return `map[string]${goName(type.slice(4))}`
  const [place = '', name] = type.split('.')
  if (name === undefined) return place === 'intOrString' ? 'int32' : place
  return place === 'types' ? type : `v1.${name}`
}
