import type { BackwardWriter } from './backwardWriter.ts'

/** Different parts after which it is seen whether it pays off to look for known ones: more than there are nodes. */
const trial = 8192
/** Parts that are written without looking where it did not. */
const rest = 16 * trial

/** Of a part that has been seen once: only what comes again is kept. */
const seen = new Uint8Array()

/**
 * What has been written of objects that are parts of others. Objects are never changed in place, and many have the same
 * one as a part, as a DaemonSet's Pods their containers: these are written once or twice. Where hardly any comes again,
 * looking for them would cost more than it saves.
 */
export class SharedParts {
  #known = new WeakMap<object, Uint8Array>()
  #found = 0
  #missed = 0
  #resting = 0

  write(
    part: object,
    write: (part: object, out: BackwardWriter) => void,
    out: BackwardWriter,
  ): void {
    if (this.#resting > 0) {
      this.#resting -= 1
      write(part, out)
      return
    }
    const known = this.#known.get(part)
    if (known === undefined) {
      this.#known.set(part, seen)
      this.#miss()
      write(part, out)
    } else if (known === seen) {
      this.#found += 1
      const { length } = out
      write(part, out)
      this.#known.set(part, out.copySince(length))
    } else {
      this.#found += 1
      out.bytes(known)
    }
  }

  #miss(): void {
    this.#missed += 1
    if (this.#missed < trial) return
    if (this.#found < this.#missed) {
      this.#resting = rest
      this.#known = new WeakMap()
    }
    this.#found = 0
    this.#missed = 0
  }
}
