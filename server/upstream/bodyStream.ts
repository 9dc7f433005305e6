import type { Readable } from 'node:stream'

/**
 * A web stream over what undici reads. Node.js' own Readable.toWeb throws outside of every promise when an undici
 * body is given up while it still has data (ERR_INVALID_STATE), which would end the process.
 * @returns a stream that reads ahead as much as `body` itself does; cancelling it ends the connection
 */
export function bodyStream(body: Readable): ReadableStream<Uint8Array> {
  let isOver = false
  const once = (finish: () => void) => () => {
    if (isOver) return
    isOver = true
    finish()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        body.on('data', (chunk: Buffer) => {
          if (isOver) return
          controller.enqueue(chunk)
          if ((controller.desiredSize ?? 0) <= 0) body.pause()
        })
        body.on(
          'end',
          once(() => controller.close()),
        )
        body.on('error', (error) => once(() => controller.error(error))())
        body.on(
          'close',
          once(() => controller.error(new Error('the answer was cut off'))),
        )
        body.pause()
      },
      pull() {
        body.resume()
      },
      cancel() {
        isOver = true
        body.destroy()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  )
}
