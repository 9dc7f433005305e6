/** Reading JSON of unknown shape: every answer is untrusted until it was read through these. */

/** @returns a field of an object; undefined where the value is no object or has no such field of its own */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
      return undefined
    current = Reflect.get(current, key)
  }
  return current
}

/** @returns the text at a path, '' where there is none */
export function textOf(value: unknown, ...path: readonly string[]): string {
  const found = fieldOf(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** @returns the list at a path, empty where there is none */
export function listOf(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...path)
  return Array.isArray(found) ? found : []
}
