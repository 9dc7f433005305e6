/** Numbers that look like chance and are always the same for the same text. */

/** 32 bits (FNV-1a, then mixed: similar texts give different numbers). */
export function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** So many hexadecimal digits. */
export function hexOf(text: string, digits: number): string {
  let hex = ''
  for (let seed = 1; hex.length < digits; seed += 1)
    hex += hashOf(text, seed).toString(16).padStart(8, '0')
  return hex.slice(0, digits)
}
