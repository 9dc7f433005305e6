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
  for (let hash = hashOf(text); 4 * words.length < digits; hash = mix(hash + 0x9e3779b9))
    words.push(hex4(hash >>> 16), hex4(hash & 0xffff))
  return words.join('').slice(0, digits)
}

function hex4(number: number): string {
  return (0x1_0000 + number).toString(16).slice(1)
}

function mix(number: number): number {
  const once = Math.imul(number ^ (number >>> 15), 0x2c1b3c6d)
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39)
  return (twice ^ (twice >>> 15)) >>> 0
}
