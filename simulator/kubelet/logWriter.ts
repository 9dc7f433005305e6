/** A log as a stream of bytes. */
import { lineAt, type ContainerRun } from './logText.ts'

export interface WriteOptions {
  /** Each line begins with its time. */
  readonly timestamps?: boolean
  readonly limitBytes?: number
}

/** Writes lines as bytes, until there are enough of them. */
export class LogWriter {
  /** undefined: nobody reads it, not yet or not any more. */
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  readonly #timestamps: boolean
  readonly #encoder = new TextEncoder()
  #bytesLeft: number

  constructor({ timestamps = false, limitBytes = Infinity }: WriteOptions) {
    this.#timestamps = timestamps
    this.#bytesLeft = limitBytes
  }

  open(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller
  }

  get isOpen(): boolean {
    return this.#controller !== undefined
  }

  /** Lines of a run from one number to before another, if they are not older than `since`. */
  write(run: ContainerRun, from: number, to: number, since: number): void {
    let lines = ''
    for (let index = from; index < to; index += 1) {
      const { time, text: line } = lineAt(run, index)
      if (time >= since) lines += `${this.#timestamps ? `${nanoTime(time)} ` : ''}${line}\n`
    }
    if (lines === '') return
    const bytes = this.#encoder.encode(lines)
    this.#controller?.enqueue(bytes.subarray(0, this.#bytesLeft))
    this.#bytesLeft -= bytes.length
    if (this.#bytesLeft <= 0) this.close()
  }

  close(): void {
    this.#controller?.close()
    this.#controller = undefined
  }

  /** The reader wants no more of it: then a stream is closed already. */
  cancelled(): void {
    this.#controller = undefined
  }
}

/** As kubelets write it: RFC 3339 with nanoseconds. */
function nanoTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000000Z')
}
