/** The static demo's entry: the console whose server and cluster are in a worker of this browser. */
import { HashRouter } from 'react-router'
import { sendThrough } from '../api/client.ts'
import { showPage } from '../app/page.tsx'
import { createLiveClient } from '../live/client.ts'
import { openWorker } from '../live/openWorker.ts'
import type { DemoResponse, FromDemo, ToDemo } from './messages.ts'

const port = openWorker<ToDemo, FromDemo>({
  shared: () =>
    new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'demo' }),
  dedicated: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
})

const waiting = new Map<number, (response: DemoResponse) => void>()
port.listen((message) => {
  if (message.type === 'response') waiting.get(message.id)?.(message)
})
let requests = 0

/** As `fetch` does, for whole texts: the page asks for nothing else. */
async function askWorker(path: string, init: RequestInit): Promise<Response> {
  requests += 1
  const id = requests
  const request = new Request(new URL(path, location.href), init)
  const body = init.body === undefined ? {} : { body: await request.text() }
  const answer = new Promise<DemoResponse>((resolve) => waiting.set(id, resolve))
  port.post({
    type: 'request',
    id,
    method: request.method,
    path,
    headers: Object.fromEntries(request.headers),
    ...body,
  })
  const { status, headers, body: text } = await answer
  waiting.delete(id)
  // A status without a body refuses even an empty one.
  return new Response(text === '' ? null : text, { status, headers })
}

sendThrough(askWorker)
const live = createLiveClient({
  post: (message) => port.post(message),
  listen: (listener) =>
    port.listen((message) => {
      if (message.type === 'answer') listener(message)
    }),
})
// Any web server can serve the demo: only the part behind # is the page's own.
await showPage(() => live, HashRouter)
