/** Reading parsed YAML and JSON from outside: Maps instead of objects, so that no key is special. */

export type YamlMap = ReadonlyMap<unknown, unknown>

/** @returns the mapping under a key, an empty one where there is none or it is something else */
export function mapAt(map: YamlMap, key: string): YamlMap {
  const value = map.get(key)
  return value instanceof Map ? value : new Map()
}

/** @returns the text under a key; undefined where it is missing, empty or something else */
export function textAt(map: YamlMap, key: string): string | undefined {
  const value = map.get(key)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** @returns the mappings in the list under a key; anything else in it is left out */
export function mapsAt(map: YamlMap, key: string): readonly YamlMap[] {
  const value: unknown = map.get(key)
  return Array.isArray(value) ? value.filter((entry) => entry instanceof Map) : []
}

/** @returns the texts in the list under a key; anything else in it is left out */
export function textsAt(map: YamlMap, key: string): readonly string[] {
  const value: unknown = map.get(key)
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
