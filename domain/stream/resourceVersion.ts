/**
 * A resourceVersion that names a point in the history of one resource, and can be resumed from: a decimal number
 * without leading zeros, and not 0, which means "any" (apimachinery, pkg/util/resourceversion).
 */
export function isResourceVersion(text: string): boolean {
  return /^[1-9][0-9]{0,38}$/.test(text)
}

/**
 * Orders two resourceVersions of one resource: below 0 where a is older. They are compared as text, by length first:
 * 64 bits and more do not fit into a number.
 */
export function compareResourceVersions(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}
