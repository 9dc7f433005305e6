/** Readers of parsed JSON from the API server: each gives the value, or undefined for what is absent, empty or wrong. */
import { DecodeError } from './projected.ts'

export type Json = Readonly<Record<string, unknown>>
export type Read<T> = (value: unknown) => T

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field of an object. Only own ones: `constructor` is a legal label. */
export function at(value: unknown, key: string): unknown {
  return isJson(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** Text that is not empty: Kubernetes leaves empty text out of its JSON. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function textOrEmpty(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Text without which the object is none. @throws DecodeError */
export function requiredText(value: unknown): string {
  const found = text(value)
  if (found === undefined) throw new DecodeError('an object without name or uid')
  return found
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** A number without which Kubernetes means 0. */
export function numberOrZero(value: unknown): number {
  return number(value) ?? 0
}

/** True or nothing: Kubernetes leaves false out of its JSON. */
export function yes(value: unknown): boolean | undefined {
  return value === true ? true : undefined
}

/** A list that is not empty; what is wrong in it is left out. */
export function list<T>(read: Read<T | undefined>): Read<readonly T[] | undefined> {
  return (value) => {
    const items = listOf(value, read)
    return items.length > 0 ? items : undefined
  }
}

/** What can be read of a list's items. */
export function listOf<T>(value: unknown, read: Read<T | undefined>): readonly T[] {
  const found: T[] = []
  if (!Array.isArray(value)) return found
  for (const item of value) {
    const each = read(item)
    if (each !== undefined) found.push(each)
  }
  return found
}

/** Names and texts, such as labels; undefined where there are none. */
export function texts(value: unknown): Readonly<Record<string, string>> | undefined {
  return textsWithout(none)(value)
}

const none: ReadonlySet<string> = new Set()

export function textsWithout(
  names: ReadonlySet<string>,
): Read<Readonly<Record<string, string>> | undefined> {
  return (value) => {
    if (!isJson(value)) return undefined
    const found = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !names.has(entry[0]),
    )
    return found.length > 0 ? Object.fromEntries(found) : undefined
  }
}

type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? Read<Exclude<T[K], undefined> | undefined>
    : Read<T[K]>
}

/** An object with these fields and no others; fields that are absent stay absent. */
export function shape<T extends object>(fields: Fields<T>): Read<T | undefined>
export function shape(fields: Readonly<Record<string, Read<unknown>>>): Read<object | undefined> {
  const readers = Object.entries(fields)
  return (value) => {
    if (!isJson(value)) return undefined
    const result: Record<string, unknown> = {}
    for (const [key, read] of readers) {
      const found = read(value[key])
      if (found !== undefined) result[key] = found
    }
    return result
  }
}
