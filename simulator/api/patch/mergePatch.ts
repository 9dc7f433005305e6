import { isJson, type Json } from '../../../domain/decode/readJson.ts'

/** A JSON merge patch (RFC 7386): null removes, objects merge, everything else takes the place of what was. */
export function applyMergePatch(document: unknown, patch: unknown): unknown {
  if (!isJson(patch)) return patch
  const base: Json = isJson(document) ? document : {}
  const changed = Object.entries(patch).flatMap(([key, value]) =>
    value === null ? [] : [[key, applyMergePatch(base[key], value)] as const],
  )
  const kept = Object.entries(base).filter(
    ([key]) => !Object.hasOwn(patch, key) || patch[key] !== null,
  )
  return Object.fromEntries([...kept, ...changed])
}
