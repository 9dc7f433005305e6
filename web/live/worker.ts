/** The worker's entry: a SharedWorker for all tabs of a browser, or a Worker for one page. */
import { Engine } from './engine.ts'
import { browserEnvironment } from './environment.ts'
import type { FromWorker, ToWorker } from './views.ts'

/** What is used of SharedWorkerGlobalScope and DedicatedWorkerGlobalScope; the page's types have neither. */
interface WorkerScope {
  /** Only in a SharedWorker. */
  readonly onconnect?: unknown
  addEventListener(
    type: 'connect' | 'message' | 'online',
    listener: (event: MessageEvent) => void,
  ): void
  postMessage(message: FromWorker): void
}

declare const self: WorkerScope

const isShared = 'onconnect' in self
const engine = new Engine(browserEnvironment(), { isOfOnePage: !isShared })

if (isShared) {
  self.addEventListener('connect', ({ ports }) => {
    for (const port of ports) servePort(port)
  })
} else {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no such argument
  const receive = engine.connect((message) => self.postMessage(message))
  self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data))
}
self.addEventListener('online', () => engine.reconnect())

function servePort(port: MessagePort): void {
  const receive = engine.connect((message) => port.postMessage(message))
  port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => receive(data))
  // A page that crashes says no goodbye; where the browser has this event, it does instead.
  port.addEventListener('close', () => receive({ type: 'bye' }))
  port.start()
}
