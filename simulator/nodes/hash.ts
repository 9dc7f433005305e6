/** Numbers that look like chance and are always the same for the same text. */

/** 32 bits (FNV-1a, then mixed: similar texts give different numbers). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}

/** So many hexadecimal digits. */
export function hexOf(text: string, digits: number): string {
  const words: string[] = []
  for (let hash = hashOf(text); 8 * words.length < digits; hash = mix(hash + 0x9e3779b9))
    words.push(hash.toString(16).padStart(8, '0'))
  return words.join('').slice(0, digits)
}

function mix(number: number): number {
  const once = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d)
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39)
  return (twice ^ (twice >>> 15)) >>> 0
}
