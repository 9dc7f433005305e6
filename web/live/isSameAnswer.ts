/** Deep equality of plain data, as it is posted to pages. */
export function isSameAnswer(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && isSameItems(a, b)
  if (a instanceof Uint8Array) return b instanceof Uint8Array && isSameItems(a, b)
  if (a instanceof Int32Array) return b instanceof Int32Array && isSameItems(a, b)
  return isSameRecord(a, b)
}

function isSameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) {
    if (!isSameAnswer(a[index], b[index])) return false
  }
  return true
}

function isSameRecord(a: object, b: object): boolean {
  const left = Object.entries(a)
  const right = new Map<string, unknown>(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(
      ([key, value]: [string, unknown]) => right.has(key) && isSameAnswer(value, right.get(key)),
    )
  )
}
