/** The static demo's worker: the console's server and a simulated cluster beside the model that the page asks. */
import { type App, createApp } from '../../server/app.ts'
import { startDemo } from '../../server/demo/startDemo.ts'
import { streamResponse } from '../../server/stream/stream.ts'
import { Engine } from '../live/engine.ts'
import { browserEnvironment } from '../live/environment.ts'
import { isShared, servePages } from '../live/servePages.ts'
import type { DemoRequest, FromDemo, ToDemo } from './messages.ts'
import { oneSession } from './oneSession.ts'

const origin = 'http://everynode.demo'

const app: App = createApp({
  cluster: startDemo({}, () => undefined),
  stream: streamResponse,
  sessions: oneSession,
  files: new Map(),
  log: (entry) => reportError(entry),
  stopping: new AbortController().signal,
})

const engine = new Engine(
  { ...browserEnvironment(), fetch: (url, init) => app(new Request(origin + url, init)) },
  { isOfOnePage: !isShared },
)

servePages<ToDemo, FromDemo>({
  connect(post) {
    const receive = engine.connect(post)
    return (message) => {
      if (message.type === 'request') void answer(message).then(post)
      else receive(message)
    }
  },
})

async function answer({ id, method, path, headers, body }: DemoRequest): Promise<FromDemo> {
  const init = body === undefined ? {} : { body }
  const response = await app(new Request(origin + path, { method, headers, ...init }))
  return {
    type: 'response',
    id,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}
