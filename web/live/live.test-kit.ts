/** The worker's engine in the page itself, for tests of components: the same answers, without a worker. */
import { createLiveClient } from './client.ts'
import { Engine } from './engine.ts'
import { browserEnvironment, type Environment } from './environment.ts'
import type { LiveClient } from './useView.ts'
import type { FromWorker } from './views.ts'

export interface TestLive extends LiveClient {
  /** Ends the connection and every timer. */
  readonly stop: () => void
}

/**
 * @param some what is not the environment's own; without it, the stream is read from `http://localhost/stream` with the
 * global fetch, where msw answers
 */
export function createTestLive(some: Partial<Environment> = {}): TestLive {
  const environment = { ...browserEnvironment(), url: 'http://localhost/stream', ...some }
  const engine = new Engine(environment, { isOfOnePage: true })
  const listeners = new Set<(message: FromWorker) => void>()
  // As a worker's messages, these come later, and as copies.
  const receive = engine.connect((message) => {
    const copy = structuredClone(message)
    queueMicrotask(() => {
      for (const listener of listeners) listener(copy)
    })
  })
  const client = createLiveClient({
    post: receive,
    listen: (listener) => void listeners.add(listener),
  })
  return { ...client, stop: () => engine.stop() }
}
