/** Names that the server makes (apiserver, pkg/storage/names/generate.go). */

const letters = 'bcdfghjklmnpqrstvwxz2456789'
const maxPrefix = 58

/** @param random in [0, 1) @returns the prefix, cut where it is long, and five letters */
export function generateName(prefix: string, random: () => number): string {
  const suffix = Array.from({ length: 5 }, () => letters[Math.floor(random() * letters.length)])
  return prefix.slice(0, maxPrefix) + suffix.join('')
}
