/** Watching over a body on its way through. */

export interface BodyObserver {
  /** Called once, when the body has ended, failed or was given up; at once where there is none. */
  readonly onEnd?: () => void
  /** Takes care of a failure: the body then ends as if it were complete. Without it the failure is passed on. */
  readonly onError?: (error: unknown) => void
}

/** @returns the same answer, its body observed; backpressure and cancellation pass through */
export function observeBody(answer: Response, observer: BodyObserver): Response {
  const { status, headers, body } = answer
  if (body !== null) return new Response(observed(body, observer), { status, headers })
  observer.onEnd?.()
  return answer
}

function observed(
  body: ReadableStream<Uint8Array>,
  { onEnd, onError }: BodyObserver,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) {
            controller.enqueue(value)
            return
          }
        } catch (error) {
          onEnd?.()
          if (onError === undefined) throw error
          onError(error)
          controller.close()
          return
        }
        controller.close()
        onEnd?.()
      },
      async cancel(reason) {
        onEnd?.()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

export interface LimitedBody {
  readonly body: ReadableStream<Uint8Array>
  /** It was larger than it may be, and has failed. */
  exceeded(): boolean
}

/** @returns the same body, which fails after `maxBytes` */
export function limitBody(body: ReadableStream<Uint8Array>, maxBytes: number): LimitedBody {
  let size = 0
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maxBytes) controller.error(new Error('the body is too large'))
      else controller.enqueue(chunk)
    },
  })
  return { body: body.pipeThrough(count), exceeded: () => size > maxBytes }
}
