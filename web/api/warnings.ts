/**
 * Reads a Warning header as the API server writes it: `299 - "text", 299 - "text"` (RFC 7234 §5.5).
 * @returns the texts, in their order
 */
export function parseWarnings(header: string): readonly string[] {
  const warning = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g
  return [...header.matchAll(warning)].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'))
}
