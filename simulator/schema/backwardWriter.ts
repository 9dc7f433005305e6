const encoder = new TextEncoder()
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

  /** Most texts are short and ASCII, for which this is faster than a TextEncoder. */
  text(text: string): void {
    const { length } = text
    this.#reserve(length)
    const start = this.#start - length
    const bytes = this.#bytes
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i)
      if (code > 127) {
        this.bytes(encoder.encode(text))
        return
      }
      bytes[start + i] = code
    }
    this.#start = start
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
    this.varint(this.length - length)
    this.varint(field * 8 + 2)
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
