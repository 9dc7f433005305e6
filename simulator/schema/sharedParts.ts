import type { BackwardWriter } from './backwardWriter.ts'

/** Objects after which it is seen whether it pays off to keep what has been written of them. */
const trial = 256
/** Objects that are written without it where it did not. */
const rest = 16 * trial

/**
 * What has been written of objects that are parts of others. Objects are never changed in place, and many have the same
 * one as a part, as a DaemonSet's Pods their containers: these are written once. Where hardly any comes again,
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
    if (known !== undefined) {
      this.#found += 1
      out.bytes(known)
      return
    }
    const { length } = out
    write(part, out)
    this.#known.set(part, out.copySince(length))
    this.#missed += 1
    if (this.#missed === trial) this.#judge()
  }

  #judge(): void {
    if (this.#found < this.#missed) {
      this.#resting = rest
      this.#known = new WeakMap()
    }
    this.#found = 0
    this.#missed = 0
  }
}
