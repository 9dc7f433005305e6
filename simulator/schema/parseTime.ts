/** Times as Go's time.Parse reads RFC 3339. */

const layout = '2006-01-02T15:04:05Z07:00'
/** What each part of a time may be, and what the layout has in its place. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d\d/, '01'],
  [/^-/, '-'],
  [/^\d\d/, '02'],
  [/^T/, 'T'],
  [/^\d\d/, '15'],
  [/^:/, ':'],
  [/^\d\d/, '04'],
  [/^:/, ':'],
  [/^\d\d(?:\.\d+)?/, '05'],
  [/^(?:Z|[+-]\d\d:\d\d)/, 'Z07:00'],
]

/** @returns Go's message where the text is no time */
export function parseTime(text: string): string | undefined {
  const start = `parsing time ${JSON.stringify(text)}`
  let rest = text
  for (const [pattern, expected] of parts) {
    const [found] = pattern.exec(rest) ?? []
    if (found === undefined)
      return `${start} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${expected}"`
    rest = rest.slice(found.length)
  }
  if (rest !== '') return `${start}: extra text: ${JSON.stringify(rest)}`
  return Number.isNaN(Date.parse(text)) ? `${start}: month out of range` : undefined
}
