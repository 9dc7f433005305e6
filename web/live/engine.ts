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

export interface EngineOptions {
  /**
   * The worker belongs to one page: when it has been hidden for a while, its connection is closed, since ten tabs with
   * one each would use up the six that a browser has.
   */
  readonly isOfOnePage: boolean
}

/** Changes that come within this time of each other are shown together; the first after a quiet time at once. */
const updateMs = 50
/** The same until the first snapshot of the Pods is there: what is drawn of it is soon drawn again. */
const loadingUpdateMs = 150
/** A cell stays Terminating for one to two of these after its last Pod has gone (ClusterModel.settle). */
const settleMs = 120
/** A Pod is missed without alarm for one to two of these (ClusterModel.endWaiting). */
const waitingMs = 5_000
const hiddenMs = 60_000
/** Data that is held back for longer is called old. */
const heldUnnoticedMs = 2_000

/** One connection and one model, for any number of pages. */
export class Engine {
  readonly #environment: Environment
  readonly #isOfOnePage: boolean
  readonly #timers: Timers<'update' | 'rested' | 'settle' | 'waiting' | 'hidden'>
  readonly #model = new ClusterModel()
  readonly #feed = new ClusterFeed(this.#model)
  readonly #connection: StreamConnection
  readonly #sources: Sources
  readonly #pages = new Set<OpenViews>()
  #updatedAt = -Infinity

  constructor(environment: Environment, { isOfOnePage }: EngineOptions) {
    this.#environment = environment
    this.#isOfOnePage = isOfOnePage
    this.#timers = new Timers(environment.after)
    const { now } = environment
    this.#connection = new StreamConnection(environment, {
      versions: () => this.#feed.endOfConnection(now()),
      onLine: (line) => this.#feed.receive(line, now()),
      onChange: () => this.#changed(),
      onSignedOut: (trouble) => this.#feed.withdraw(trouble, now()),
    })
    this.#sources = {
      model: this.#model,
      layouts: new GridLayouts(this.#model),
      connection: () => this.#connectionView(),
      now,
    }
  }

  /** A page. @returns where its messages go */
  connect(post: (message: FromWorker) => void): (message: ToWorker) => void {
    const page = new OpenViews(this.#sources, post, this.#environment.report)
    this.#pages.add(page)
    this.#watchPages()
    return (message) => this.#receive(page, message)
  }

  /** Tries the connection again now. */
  reconnect(): void {
    this.#connection.reconnect()
  }

  /** Ends the connection and every timer. */
  stop(): void {
    this.#pages.clear()
    this.#connection.suspend()
    for (const timer of ['update', 'rested', 'settle', 'waiting', 'hidden'] as const)
      this.#timers.cancel(timer)
  }

  #receive(page: OpenViews, message: ToWorker): void {
    switch (message.type) {
      case 'open':
        page.open(message.id, message.kind, message.ask)
        return this.#update()
      case 'close':
        return page.close(message.id)
      case 'visible':
        page.isVisible = message.visible
        this.#watchPages()
        return this.#update()
      case 'bye':
        this.#pages.delete(page)
        return this.#watchPages()
      case 'reconnect':
        return this.reconnect()
      case 'projectRules':
        this.#model.setProjectRules(message.rules)
        return this.#update()
    }
  }

  #changed(): void {
    this.#settleLater()
    this.#endWaitingLater()
    const { freshness } = this.#feed.store.pods
    const isLoading = !this.#model.podsKnown && freshness.state === 'loading'
    const pause = isLoading ? loadingUpdateMs : updateMs
    // Never longer, though the clock may have been set back.
    const wait = Math.min(pause, this.#updatedAt + pause - this.#environment.now())
    if (wait <= 0) this.#update()
    else if (!this.#timers.has('update')) this.#timers.set('update', wait, () => this.#update())
  }

  #update(): void {
    this.#timers.cancel('update')
    const { layouts } = this.#sources
    layouts.keepOnly([...this.#pages].flatMap(({ queries }) => queries))
    const waits = [...this.#pages].flatMap((page) => page.update() ?? [])
    // From the end on: what takes long leaves as much time to the stream.
    this.#updatedAt = this.#environment.now()
    if (waits.length === 0) this.#timers.cancel('rested')
    else this.#timers.set('rested', Math.min(...waits), () => this.#update())
  }

  #settleLater(): void {
    if (!this.#model.isUnsettled || this.#timers.has('settle')) return
    this.#timers.set('settle', settleMs, () => {
      this.#model.settle()
      this.#changed()
    })
  }

  #endWaitingLater(): void {
    if (!this.#model.isWaiting || this.#timers.has('waiting')) return
    this.#timers.set('waiting', waitingMs, () => {
      this.#model.endWaiting()
      this.#changed()
    })
  }

  /** Keeps the connection for as long as somebody may look. */
  #watchPages(): void {
    const isShown = [...this.#pages].some(({ isVisible }) => isVisible)
    const isNeeded = isShown || (this.#pages.size > 0 && !this.#isOfOnePage)
    if (isNeeded) this.#timers.cancel('hidden')
    if (isNeeded) this.#connection.resume()
    else if (this.#pages.size === 0) this.#connection.suspend()
    else if (!this.#timers.has('hidden')) {
      this.#timers.set('hidden', hiddenMs, () => this.#connection.suspend())
    }
  }

  #connectionView() {
    const { store, heldSince } = this.#feed
    const isNoticed =
      heldSince !== undefined && this.#environment.now() - heldSince >= heldUnnoticedMs
    return connectionView({
      store,
      link: this.#connection.link,
      heldSince: isNoticed ? heldSince : undefined,
    })
  }
}
