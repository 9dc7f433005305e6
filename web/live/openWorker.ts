/** The page's way to a worker: one that all tabs share, where the browser has such. */
export interface Port<Out, In> {
  readonly post: (message: Out) => void
  readonly listen: (listener: (message: In) => void) => void
}

interface Workers {
  readonly shared: () => SharedWorker
  readonly dedicated: () => Worker
}

/**
 * Starts the worker, or joins the one that serves the other tabs. (The workers are made by the caller: Vite finds
 * `new URL(…, import.meta.url)` only within their constructors.)
 */
export function openWorker<Out, In>({ shared, dedicated }: Workers): Port<Out, In> {
  if (typeof SharedWorker === 'undefined') {
    const worker = dedicated()
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no such argument
      post: (message) => worker.postMessage(message),
      listen: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<In>) => listener(data)),
    }
  }
  const { port } = shared()
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      port.addEventListener('message', ({ data }: MessageEvent<In>) => listener(data))
      port.start()
    },
  }
}
