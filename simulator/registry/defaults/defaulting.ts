/** Defaults as small functions that can be put together; each gives the same object back where it changes nothing. */
import { isJson, type Json } from '../../../domain/decode/readJson.ts'

export type Defaults = (object: Json) => Json

/** Several, one after the other. */
export function all(...defaults: readonly Defaults[]): Defaults {
  return (object) => defaults.reduce((result, each) => each(result), object)
}

/** Fields that are absent or '' get these values. */
export function fill(values: Json): Defaults {
  return fillWhere(values, (value) => value === undefined || value === '')
}

/** Fields that are absent or 0 get these values. */
export function fillZeros(values: Json): Defaults {
  return fillWhere(values, (value) => value === undefined || value === 0)
}

function fillWhere(values: Json, isMissing: (value: unknown) => boolean): Defaults {
  const entries = Object.entries(values)
  return (object) => {
    const missing = entries.filter(([key]) => isMissing(object[key]))
    return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) }
  }
}

/** Those of the object in a field, where there is one. */
export function inField(field: string, defaults: Defaults): Defaults {
  return (object) => {
    const value = object[field]
    return isJson(value) ? withField(object, field, defaults(value)) : object
  }
}

/** Those of each object in a list, where there is one. */
export function inItems(field: string, defaults: Defaults): Defaults {
  const ofItem = (item: unknown): unknown => (isJson(item) ? defaults(item) : item)
  return (object) => {
    const value = object[field]
    if (!Array.isArray(value)) return object
    const items: readonly unknown[] = value
    const next = items.map(ofItem)
    const isSame = next.every((item, index) => item === items[index])
    return isSame ? object : { ...object, [field]: next }
  }
}

/**
 * As inItems, but remembered by list: the Pods of one template share their containers, and with this share the
 * containers with defaults too.
 */
export function inSharedItems(field: string, defaults: Defaults): Defaults {
  const known = new WeakMap<object, unknown>()
  const ofItems = inItems(field, defaults)
  return (object) => {
    const items = object[field]
    if (!Array.isArray(items)) return object
    if (!known.has(items)) {
      const next = ofItems({ [field]: items })[field]
      known.set(items, next)
    }
    return withField(object, field, known.get(items))
  }
}

/** @returns the same object where the field has that value */
export function withField(object: Json, field: string, value: unknown): Json {
  return object[field] === value ? object : { ...object, [field]: value }
}
