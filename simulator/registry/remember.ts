/** Checks of texts that come again and again, such as the keys of labels: a text that was right is right. */

const most = 10_000

/** @returns the same check, which remembers texts with which nothing is wrong */
export function remembering(
  errorsOf: (text: string) => readonly string[],
): (text: string) => readonly string[] {
  const right = new Set<string>()
  return (text) => {
    if (right.has(text)) return []
    const errors = errorsOf(text)
    if (errors.length > 0) return errors
    if (right.size === most) right.clear()
    right.add(text)
    return errors
  }
}
