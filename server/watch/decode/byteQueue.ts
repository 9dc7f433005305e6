/** Bytes that have come and are not read yet. Chunks are kept as they came; only what spans two of them is copied. */
export class ByteQueue {
  readonly #chunks: Uint8Array[] = []
  /** Where the first chunk is read up to. */
  #start = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** The next n bytes, which stay in the queue; fewer where there are fewer. */
  peek(n: number): Uint8Array {
    const wanted = Math.min(n, this.#length)
    const first = this.#chunks[0]
    if (first === undefined || first.length - this.#start >= wanted)
      return first?.subarray(this.#start, this.#start + wanted) ?? new Uint8Array()
    return this.#join(wanted)
  }

  /** Takes the next n bytes out; undefined, and nothing taken, where there are fewer. */
  take(n: number): Uint8Array | undefined {
    if (this.#length < n) return undefined
    const bytes = this.peek(n)
    this.skip(n)
    return bytes
  }

  /** Drops the next n bytes, which must be there. */
  skip(n: number): void {
    this.#length -= n
    this.#start += n
    let passed = 0
    for (const chunk of this.#chunks) {
      if (this.#start < chunk.length) break
      this.#start -= chunk.length
      passed += 1
    }
    if (passed > 0) this.#chunks.splice(0, passed)
  }

  #join(n: number): Uint8Array {
    const joined = new Uint8Array(n)
    let filled = 0
    let start = this.#start
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(start, start + n - filled)
      joined.set(part, filled)
      filled += part.length
      start = 0
      if (filled === n) break
    }
    return joined
  }
}
