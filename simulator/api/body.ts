/** Bodies that are made while they are read: a list of all Pods may be longer than the memory that there is for it. */

/** Bytes that are sent at once. */
const chunkLength = 64 * 1024
/** Milliseconds after which other tasks get their turn: reading from memory never waits by itself. */
const turnLength = 16

/** Gives way to timers and input once in a while. */
export class Turns {
  #since = performance.now()

  get isOver(): boolean {
    return performance.now() - this.#since >= turnLength
  }

  /** The turn begins now: there was nothing to do. */
  rested(): void {
    this.#since = performance.now()
  }

  async giveWay(): Promise<void> {
    if (!this.isOver) return
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    this.rested()
  }
}

/** Where a chunk is put together. */
let workspace = new Uint8Array(2 * chunkLength)

/**
 * @param pieces each is only there until the next one
 * @returns pieces joined to a chunk, which is empty where the turn was over before there was one; undefined at the end
 */
export function nextChunk(
  pieces: Iterator<Uint8Array>,
  turns: Turns,
): Uint8Array<ArrayBuffer> | undefined {
  let length = 0
  do {
    const { value: piece, done } = pieces.next()
    if (done === true) return length === 0 ? undefined : workspace.slice(0, length)
    append(piece, length)
    length += piece.length
  } while (length < chunkLength && !turns.isOver)
  return workspace.slice(0, length)
}

function append(piece: Uint8Array, at: number): void {
  const end = at + piece.length
  if (end > workspace.length) {
    const smaller = workspace
    workspace = new Uint8Array(2 * end)
    workspace.set(smaller)
  }
  workspace.set(piece, at)
}

/** A body of pieces, which are asked for as the reader takes them. */
export function bodyOf(pieces: Iterable<Uint8Array>, request: Request): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]()
  const turns = new Turns()
  return new ReadableStream({
    async pull(controller) {
      let chunk: Uint8Array | undefined
      do {
        await turns.giveWay()
        if (request.signal.aborted) {
          controller.error(request.signal.reason)
          return
        }
        chunk = nextChunk(iterator, turns)
      } while (chunk?.length === 0)
      if (chunk === undefined) controller.close()
      else controller.enqueue(chunk)
    },
  })
}
