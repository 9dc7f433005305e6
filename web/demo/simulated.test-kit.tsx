/** The whole console over a simulated cluster: at its HTTP border, msw, the console's own server answers. */
import { render } from '@testing-library/react'
import { http, type RequestHandler } from 'msw'
import { BrowserRouter } from 'react-router'
import { createApp } from '../../server/app.ts'
import { demoCluster } from '../../server/demo/demoCluster.ts'
import { streamResponse } from '../../server/stream/stream.ts'
import { wallClock } from '../../simulator/clock.ts'
import { createNode } from '../../simulator/nodes/createNode.ts'
import { createSimulatedCluster, type RunningCluster } from '../../simulator/simulatedCluster.ts'
import { App } from '../app/App.tsx'
import { makeQueryClient } from '../app/queryClient.ts'
import { createLiveClient } from '../live/client.ts'
import { Engine } from '../live/engine.ts'
import { browserEnvironment } from '../live/environment.ts'
import type { FromWorker } from '../live/views.ts'
import { oneSession } from './oneSession.ts'

export interface SimulatedConsole {
  readonly cluster: RunningCluster
  readonly handlers: readonly RequestHandler[]
  /** Opens the console at an address. */
  readonly open: (address: string) => void
  readonly stop: () => void
}

/** A cluster of some nodes, used as its administrator. */
export function startSimulatedConsole(nodes: readonly string[]): SimulatedConsole {
  const durations = { start: 20, stop: 20, register: 5 }
  const cluster = createSimulatedCluster({ clock: wallClock, random: Math.random, durations })
  for (const name of nodes) createNode(cluster.registry, { name })
  const stopping = new AbortController()
  const app = createApp({
    cluster: demoCluster(
      cluster,
      new Map([
        ['admin', { user: 'admin', groups: ['system:masters'] }],
        ['nobody', { user: 'nobody', groups: ['system:authenticated'] }],
      ]),
    ),
    stream: streamResponse,
    sessions: oneSession,
    files: new Map(),
    log: (entry) => reportError(entry),
    stopping: stopping.signal,
  })
  const engine = new Engine(browserEnvironment(), { isOfOnePage: true })
  const listeners = new Set<(message: FromWorker) => void>()
  const toEngine = engine.connect((message) => {
    for (const listener of listeners) listener(message)
  })
  const live = createLiveClient({
    post: toEngine,
    listen: (listener) => void listeners.add(listener),
  })
  return {
    cluster,
    handlers: ['*/k8s/*', '*/session', '*/stream', '*/demo/*'].map((path) =>
      http.all(path, ({ request }) => app(request)),
    ),
    open(address) {
      history.replaceState(null, '', address)
      render(<App live={live} queries={makeQueryClient()} router={BrowserRouter} />)
    },
    stop() {
      stopping.abort()
      engine.stop()
      cluster.stop()
    },
  }
}
