/**
 * Strategic merge patches: maps merge, and so do the lists whose API type says by which key (apimachinery,
 * pkg/util/strategicpatch/patch.go).
 */
import { isJson, type Json, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { fieldOfType, type FieldSchema } from '../../schema/schema.ts'
import { inOrderOf, matchesItem, requireOrder } from './elementOrder.ts'
import { printGo, StrategicError } from './strategicError.ts'

const directive = '$patch'
const retainKeys = '$retainKeys'
const orderPrefix = '$setElementOrder/'
const deletePrefix = '$deleteFromPrimitiveList/'

type List = readonly unknown[]

/**
 * @param type of the original in the schema, such as apps.DaemonSet
 * @throws StrategicError
 */
export function applyStrategicMerge(original: Json, patch: Json, type: string): Json {
  const wanted = patch[directive]
  if (wanted === 'replace') return withoutDirective(patch)
  if (wanted === 'delete') return {}
  if (wanted !== undefined) throw badDirective(wanted, patch)
  const result = new Map(Object.entries(retained(original, patch)))
  const ordered = new Set<string>()
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(orderPrefix)) continue
    const name = key.slice(orderPrefix.length)
    ordered.add(key).add(name)
    const list = orderedList(result.get(name), patch[name], order, schemaOf(type, name))
    if (list !== undefined) result.set(name, list)
  }
  for (const [key, value] of Object.entries(patch))
    if (!ordered.has(key) && key !== retainKeys) mergeField(result, key, value, type)
  return Object.fromEntries(result)
}

function mergeField(result: Map<string, unknown>, key: string, value: unknown, type: string): void {
  if (key.startsWith(deletePrefix)) {
    const name = key.slice(deletePrefix.length)
    const present = result.get(name)
    if (isList(present) && isList(value))
      result.set(
        name,
        present.filter((item) => !value.includes(item)),
      )
    return
  }
  if (value === null) {
    result.delete(key)
    return
  }
  const merged = mergeValue(result.get(key), value, schemaOf(type, key))
  if (merged === undefined) result.delete(key)
  else result.set(key, merged)
}

function mergeValue(present: unknown, value: unknown, schema: FieldSchema): unknown {
  const { strategies, type } = schema
  if (isJson(present) && isJson(value))
    return strategies.includes('replace') ? clean(value) : applyStrategicMerge(present, value, type)
  if (isList(present) && isList(value) && strategies.includes('merge'))
    return mergeList(present, value, schema)
  return clean(value)
}

function mergeList(present: List, patch: List, schema: FieldSchema): List {
  const { mergeKey } = schema
  if (present.length === 0 && patch.length === 0) return present
  if (![...present, ...patch].every(isJson)) {
    const merged = [...new Set([...present, ...patch])]
    return inOrderOf(merged, patch, present, '')
  }
  const maps = patch.filter(isJson)
  const plain = maps.filter((item) => !Object.hasOwn(item, directive))
  const replaces = maps.some((item) => item[directive] === 'replace')
  const kept = maps.reduce((items, item) => withoutDeleted(items, item, mergeKey), present)
  if (replaces) return plain
  const merged = plain.reduce((items, item) => withMerged(items, item, schema), kept)
  return inOrderOf(merged, plain, kept, mergeKey)
}

function withoutDeleted(items: List, item: Json, mergeKey: string): List {
  const wanted = item[directive]
  if (wanted === undefined || wanted === 'replace') return items
  if (wanted === 'merge')
    throw new StrategicError('merging lists cannot yet be specified in the patch')
  if (wanted !== 'delete') throw badDirective(wanted, item)
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey)
  return items.filter((each) => !matchesItem(each, item, mergeKey))
}

function withMerged(items: List, item: Json, { mergeKey, type }: FieldSchema): List {
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey)
  const index = items.findIndex((each) => matchesItem(each, item, mergeKey))
  const present = items[index]
  if (!isJson(present)) return [...items, clean(item)]
  return items.with(index, applyStrategicMerge(present, item, type.replace(/^\[\]/, '')))
}

/** A list for which the patch says the order of its elements, whether it changes them or not. */
function orderedList(
  present: unknown,
  patch: unknown,
  order: unknown,
  schema: FieldSchema,
): List | undefined {
  if (!isList(order)) throw new StrategicError('expected a []interface {}, but received a non-list')
  const { mergeKey } = schema
  if (isList(patch))
    requireOrder(
      patch.filter((item) => !isJson(item) || !Object.hasOwn(item, directive)),
      order,
      mergeKey,
    )
  if (!isList(present)) return isList(patch) ? patch.map(clean) : undefined
  const merged = isList(patch) ? mergeList(present, patch, schema) : present
  return inOrderOf(merged, order, present, mergeKey)
}

/** Of a map where one of several keys excludes the others, what the patch wants to keep. */
function retained(original: Json, patch: Json): Json {
  const keys = patch[retainKeys]
  if (keys === undefined) return original
  const isPlain = (key: string): boolean => !key.startsWith('$') && patch[key] !== null
  const named = Object.keys(patch).filter(isPlain)
  if (!isList(keys) || !named.every((key) => keys.includes(key)))
    throw new StrategicError('invalid patch format of retainKeys')
  return Object.fromEntries(Object.entries(original).filter(([key]) => keys.includes(key)))
}

/** What is not there yet is taken without directives and nulls. */
function clean(value: unknown): unknown {
  if (isList(value))
    return value.filter((item) => !isJson(item) || !Object.hasOwn(item, directive)).map(clean)
  if (!isJson(value)) return value
  const kept = Object.entries(value).filter(([key, field]) => field !== null && !isDirective(key))
  return Object.fromEntries(kept.map(([key, field]) => [key, clean(field)]))
}

function isDirective(key: string): boolean {
  return (
    [directive, retainKeys].includes(key) ||
    [orderPrefix, deletePrefix].some((prefix) => key.startsWith(prefix))
  )
}

const unknownField: FieldSchema = {
  type: 'any',
  number: undefined,
  omitsEmpty: false,
  mergeKey: '',
  strategies: [],
}

function schemaOf(type: string, key: string): FieldSchema {
  if (type.startsWith('map:')) return { ...unknownField, type: type.slice(4) }
  return fieldOfType(type, key) ?? unknownField
}

function withoutDirective({ [directive]: _directive, ...rest }: Json): Json {
  return rest
}

function badDirective(wanted: unknown, map: Json): StrategicError {
  return new StrategicError(`unknown patch type: ${textOrEmpty(wanted)} in map: ${printGo(map)}`)
}

function noMergeKey(map: Json, mergeKey: string): StrategicError {
  return new StrategicError(`map: ${printGo(map)} does not contain declared merge key: ${mergeKey}`)
}

function isList(value: unknown): value is List {
  return Array.isArray(value)
}
