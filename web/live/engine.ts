/** What the worker does, wherever it runs: one connection and one model, for any number of pages. */
import { ClusterModel } from '../../domain/grid/clusterModel.ts'
import { GridLayouts } from '../../domain/grid/gridLayouts.ts'
import { connectionView } from './answers/connectionView.ts'
import type { Sources } from './answers/sources.ts'
import { ClusterFeed } from './clusterFeed.ts'
import type { Environment } from './environment.ts'
import { OpenViews } from './openViews.ts'
import { StreamConnection } from './streamConnection.ts'
import { Timers } from './timers.ts'
import type { FromWorker, ToWorker } from './views.ts'

export interface Engine {
  /** A page. @returns where its messages go */
  readonly connect: (post: (message: FromWorker) => void) => (message: ToWorker) => void
  /** Tries the connection again now. */
  readonly reconnect: () => void
  /** Ends the connection and every timer. */
  readonly stop: () => void
}

export interface EngineOptions {
  /**
   * The worker belongs to one page: when it has been hidden for a while, its connection is closed, since ten tabs with
   * one each would use up the six that a browser has.
   */
  readonly isOfOnePage: boolean
}

/** Changes that come within this time of each other are shown together; the first after a quiet time at once. */
const updateMs = 50
/** A cell stays Terminating for one to two of these after its last Pod has gone (ClusterModel.settle). */
const settleMs = 120
const hiddenMs = 60_000
/** Data that is held back for longer is called old. */
const heldUnnoticedMs = 2_000

export function createEngine(environment: Environment, { isOfOnePage }: EngineOptions): Engine {
  const { now, report } = environment
  const timers = new Timers<'update' | 'settle' | 'hidden'>(environment.after)
  const pages = new Set<OpenViews>()
  const model = new ClusterModel()
  const layouts = new GridLayouts(model)
  const feed = new ClusterFeed(model)
  const connection = new StreamConnection(environment, {
    versions: () => feed.endOfConnection(now()),
    onLine: (line) => feed.receive(line, now()),
    onChange: changed,
    onSignedOut: (trouble) => feed.withdraw(trouble, now()),
  })
  const sources: Sources = { model, layouts, connection: viewOfConnection }
  let updatedAt = -Infinity

  function viewOfConnection() {
    const { heldSince } = feed
    const isNoticed = heldSince !== undefined && now() - heldSince >= heldUnnoticedMs
    const { link } = connection
    return connectionView({ store: feed.store, link, heldSince: isNoticed ? heldSince : undefined })
  }

  function changed(): void {
    settleLater()
    const wait = updatedAt + updateMs - now()
    if (wait <= 0) update()
    else if (!timers.has('update')) timers.set('update', wait, update)
  }

  function update(): void {
    timers.cancel('update')
    layouts.keepOnly([...pages].flatMap(({ queries }) => queries))
    for (const page of pages) page.update()
    // From the end on: what takes long leaves as much time to the stream.
    updatedAt = now()
  }

  function settleLater(): void {
    if (!model.isUnsettled || timers.has('settle')) return
    timers.set('settle', settleMs, () => {
      model.settle()
      changed()
    })
  }

  /** Keeps the connection for as long as somebody may look. */
  function watchPages(): void {
    const isShown = [...pages].some(({ isVisible }) => isVisible)
    if (isShown) timers.cancel('hidden')
    if (isShown || (pages.size > 0 && !isOfOnePage)) connection.resume()
    else if (pages.size === 0) connection.suspend()
    else if (!timers.has('hidden')) timers.set('hidden', hiddenMs, () => connection.suspend())
  }

  function receive(page: OpenViews, message: ToWorker): void {
    switch (message.type) {
      case 'open':
        page.open(message.id, message.kind, message.ask)
        return update()
      case 'close':
        return page.close(message.id)
      case 'visible':
        page.isVisible = message.visible
        watchPages()
        return update()
      case 'bye':
        pages.delete(page)
        return watchPages()
      case 'reconnect':
        return connection.reconnect()
    }
  }

  return {
    connect(post) {
      const page = new OpenViews(sources, post, report)
      pages.add(page)
      watchPages()
      return (message) => receive(page, message)
    },
    reconnect: () => connection.reconnect(),
    stop() {
      pages.clear()
      connection.suspend()
      for (const timer of ['update', 'settle', 'hidden'] as const) timers.cancel(timer)
    },
  }
}
