/** When two Pod templates are the same, and the name that a revision of one gets. */
import { isJson } from '../../../domain/decode/readJson.ts'

const known = new WeakMap<object, string>()

/** A template as text, in which the order of fields plays no part. */
export function templateText(template: unknown): string {
  if (!isJson(template)) return ''
  const found = known.get(template)
  if (found !== undefined) return found
  const text = JSON.stringify(template, (_, value: unknown) =>
    isJson(value) ? sorted(value) : value,
  )
  known.set(template, text)
  return text
}

function sorted(value: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Digits that cannot spell a word (apimachinery, pkg/util/rand, SafeEncodeString). */
const safeDigits = '456789bcdf'

/**
 * The hash of a template in Kubernetes' form: 32 bits of FNV-1a (pkg/controller/controller_utils.go, ComputeHash). There
 * it is of a dump of Go's structures; here of the template's JSON, so that it differs from a real cluster's.
 * @param collisionCount status.collisionCount of the DaemonSet
 */
export function templateHash(template: unknown, collisionCount: number | undefined): string {
  const bytes = new TextEncoder().encode(templateText(template))
  const count = collisionCount === undefined ? [] : littleEndian(collisionCount)
  return fnv1a([...bytes, ...count])
    .toString()
    .replaceAll(/\d/g, (digit) => safeDigits.charAt(Number(digit)))
}

function littleEndian(count: number): readonly number[] {
  return [count & 255, (count >>> 8) & 255, (count >>> 16) & 255, count >>> 24, 0, 0, 0, 0]
}

function fnv1a(bytes: readonly number[]): number {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619) >>> 0, 2_166_136_261)
}
