const encoder = new TextEncoder()
/** Of texts that are written without a TextEncoder. */
const longestShort = 64
const maxSmall = 2 ** 31

/**
 * Writes protobuf's wire format from the end to the beginning, as Kubernetes' own code does (generated.pb.go,
 * MarshalToSizedBuffer): what stands in front of a message is its length, which is known then, and nothing is moved.
 */
export class BackwardWriter {
  #bytes = new Uint8Array(16 * 1024)
  /** Where what has been written begins. */
  #start = this.#bytes.length

  /** How much has been written. */
  get length(): number {
    return this.#bytes.length - this.#start
  }

  /** Begins anew. */
  clear(): void {
    this.#start = this.#bytes.length
  }

  /** @returns what has been written since the beginning, which is only there until the next write */
  written(): Uint8Array {
    return this.#bytes.subarray(this.#start)
  }

  /** @returns a copy of what has been written since the length was that */
  copySince(length: number): Uint8Array {
    return this.#bytes.slice(this.#start, this.#bytes.length - length)
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#start -= bytes.length
    this.#bytes.set(bytes, this.#start)
  }

  /** Most texts are short and ASCII: where they are, this is faster than a TextEncoder. */
  text(text: string): void {
    const { length } = text
    this.#reserve(length)
    const start = this.#start - length
    const isAscii =
      length > longestShort ? this.#encodeAscii(text, start) : this.#copyAscii(text, start)
    if (isAscii) this.#start = start
    else this.bytes(encoder.encode(text))
  }

  #copyAscii(text: string, start: number): boolean {
    const bytes = this.#bytes
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i)
      if (code > 127) return false
      bytes[start + i] = code
    }
    return true
  }

  /** A text that is not ASCII has more bytes than characters, for which there is no room. */
  #encodeAscii(text: string, start: number): boolean {
    const room = this.#bytes.subarray(start, this.#start)
    return encoder.encodeInto(text, room).read === text.length
  }

  /** An integer; one below 0 as its two's complement of 64 bits. */
  varint(value: number): void {
    if (value < 0 || value >= maxSmall) {
      this.#wideVarint(BigInt.asUintN(64, BigInt(value)))
      return
    }
    this.#reserve(5)
    let size = 1
    for (let rest = value >>> 7; rest > 0; rest >>>= 7) size += 1
    this.#start -= size
    let at = this.#start
    let rest = value
    for (; rest > 127; rest >>>= 7) this.#bytes[at++] = (rest & 127) | 128
    this.#bytes[at] = rest
  }

  /** Makes what has been written since the length was that a field with a length of its own. */
  close(field: number, length: number): void {
    const size = this.length - length
    const tag = field * 8 + 2
    if (size < 128 && tag < 128 && this.#start > 1) {
      this.#bytes[--this.#start] = size
      this.#bytes[--this.#start] = tag
      return
    }
    this.varint(size)
    this.varint(tag)
  }

  #wideVarint(value: bigint): void {
    const bytes: number[] = []
    let rest = value
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    this.bytes(Uint8Array.from([...bytes, Number(rest)]))
  }

  #reserve(length: number): void {
    if (this.#start >= length) return
    const written = this.#bytes.subarray(this.#start)
    const larger = new Uint8Array(2 * (this.#bytes.length + length))
    larger.set(written, larger.length - written.length)
    this.#start = larger.length - written.length
    this.#bytes = larger
  }
}
