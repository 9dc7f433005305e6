/** Times of the API: RFC 3339 text in JSON, seconds since the epoch in protobuf. */

const lastSecond = 253_402_300_799

/** RFC 3339 as Kubernetes writes it; undefined beyond the year 9999, which has no such form. */
export function formatTime(seconds: number): string | undefined {
  if (seconds < 0 || seconds > lastSecond) return undefined
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}

/** Seconds since the epoch; undefined for what is no time. */
export function parseTime(text: string): number | undefined {
  if (text !== last.text) last = { text, milliseconds: Date.parse(text) }
  return Number.isNaN(last.milliseconds) ? undefined : Math.floor(last.milliseconds / 1000)
}

/** A cluster's Pods come by the hundred in one second. */
let last = { text: '', milliseconds: Number.NaN }
