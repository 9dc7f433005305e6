/** The worker's side of its ports: a SharedWorker for all tabs of a browser, or a Worker for one page. */

/** What is used of SharedWorkerGlobalScope and DedicatedWorkerGlobalScope; the page's types have neither. */
interface WorkerScope<Out> {
  /** Only in a SharedWorker. */
  readonly onconnect?: unknown
  addEventListener(type: 'connect' | 'message', listener: (event: MessageEvent) => void): void
  postMessage(message: Out): void
}

declare const self: WorkerScope<unknown>

export const isShared = 'onconnect' in self

/** Gets the way to a page; returns where that page's messages go. Both sides are of one build. */
export interface PageServer<In, Out> {
  readonly connect: (post: (message: Out) => void) => (message: In | Bye) => void
}

interface Bye {
  readonly type: 'bye'
}

/** Connects every page that comes. */
export function servePages<In, Out>({ connect }: PageServer<In, Out>): void {
  if (isShared) {
    self.addEventListener('connect', ({ ports }) => {
      for (const port of ports) servePort(port, { connect })
    })
    return
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no such argument
  const receive = connect((message) => self.postMessage(message))
  self.addEventListener('message', ({ data }: MessageEvent<In>) => receive(data))
}

function servePort<In, Out>(port: MessagePort, { connect }: PageServer<In, Out>): void {
  const receive = connect((message) => port.postMessage(message))
  port.addEventListener('message', ({ data }: MessageEvent<In>) => receive(data))
  // A page that crashes says no goodbye; where the browser has this event, it does instead.
  port.addEventListener('close', () => receive({ type: 'bye' }))
  port.start()
}
