/** Bodies that are made while they are read: a list of all Pods may be longer than the longest text. */

const encoder = new TextEncoder()
/** Characters that are sent at once. */
const chunkLength = 64 * 1024
/** Milliseconds after which other tasks get their turn: reading from memory never waits by itself. */
const turnLength = 8

/** Gives way to timers and input once in a while. */
export class Turns {
  #since = performance.now()

  /** The turn begins now: there was nothing to do. */
  rested(): void {
    this.#since = performance.now()
  }

  async giveWay(): Promise<void> {
    if (performance.now() - this.#since < turnLength) return
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    this.rested()
  }
}

/** @returns pieces joined to a chunk; undefined at the end */
export function nextChunk(pieces: Iterator<string>): Uint8Array<ArrayBuffer> | undefined {
  let text = ''
  for (let next = pieces.next(); next.done !== true; next = pieces.next()) {
    text += next.value
    if (text.length >= chunkLength) break
  }
  return text === '' ? undefined : encoder.encode(text)
}

/** A body of pieces, which are asked for as the reader takes them. */
export function bodyOf(pieces: Iterable<string>, request: Request): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]()
  const turns = new Turns()
  return new ReadableStream({
    async pull(controller) {
      await turns.giveWay()
      if (request.signal.aborted) {
        controller.error(request.signal.reason)
        return
      }
      const chunk = nextChunk(iterator)
      if (chunk === undefined) controller.close()
      else controller.enqueue(chunk)
    },
  })
}
