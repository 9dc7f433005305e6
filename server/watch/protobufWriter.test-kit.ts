/** Writes protobuf as the API server does, for the few fields that tests need. */

type Part = Uint8Array | number[]

const encoder = new TextEncoder()

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}

export function join(...parts: Part[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** A field of wire type 2. */
export function field(number: number, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  return join(varint(number * 8 + 2), varint(bytes.length), bytes)
}

/** A field of wire type 0. */
export function numberField(number: number, value: number): Uint8Array {
  return join(varint(number * 8), varint(value))
}

/** The envelope of an object: runtime.Unknown. */
export function envelope(apiVersion: string, kind: string, raw: Uint8Array): Uint8Array {
  const typeMeta = join(field(1, apiVersion), field(2, kind))
  return join([0x6b, 0x38, 0x73, 0], field(1, typeMeta), field(2, raw), field(3, ''), field(4, ''))
}

/** A WatchEvent behind its length. */
export function frame(type: string, object: Uint8Array): Uint8Array {
  const event = join(field(1, type), field(2, field(1, object)))
  const length = event.length
  return join([length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255], event)
}
