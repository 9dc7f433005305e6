/** A log as a stream of bytes. */
import { lineAt, type ContainerRun } from './logText.ts'

export interface WriteOptions {
  /** Each line begins with its time. */
  readonly timestamps?: boolean
  readonly limitBytes?: number
}

/** Writes lines as bytes, until there are enough of them. */
export class LogWriter {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>
  readonly #timestamps: boolean
  readonly #encoder = new TextEncoder()
  #bytesLeft: number
  isOpen = true

  constructor(
    controller: ReadableStreamDefaultController<Uint8Array>,
    { timestamps = false, limitBytes = Infinity }: WriteOptions,
  ) {
    this.#controller = controller
    this.#timestamps = timestamps
    this.#bytesLeft = limitBytes
  }

  /** Lines of a run from one number to before another, if they are not older than `since`. */
  write(run: ContainerRun, from: number, to: number, since: number): void {
    let lines = ''
    for (let index = from; index < to; index += 1) {
      const { time, text: line } = lineAt(run, index)
      if (time >= since) lines += `${this.#timestamps ? `${nanoTime(time)} ` : ''}${line}\n`
    }
    if (lines === '' || !this.isOpen) return
    const bytes = this.#encoder.encode(lines)
    this.#controller.enqueue(bytes.subarray(0, this.#bytesLeft))
    this.#bytesLeft -= bytes.length
    if (this.#bytesLeft <= 0) this.close()
  }

  close(): void {
    if (this.isOpen) this.#controller.close()
    this.isOpen = false
  }
}

/** As kubelets write it: RFC 3339 with nanoseconds. */
function nanoTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000000Z')
}
