/** WATCH (apiserver, pkg/storage/cacher and pkg/endpoints/handlers/watch.go). */
import type { Clock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import type { StoreEvent } from '../store/store.ts'
import { nextChunk, Turns } from './body.ts'
import type { Listing } from './list.ts'
import { type ListOptions, readListOptions, readVersion } from './listOptions.ts'
import { expired, internalError, tooLargeVersion } from './refusals.ts'
import { readSelection, type Selection } from './selection.ts'
import { snapshot } from './snapshot.ts'
import { statusOf } from './statusResponse.ts'

export interface Watching extends Listing {
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
}

/** Without a wish of the client a watch lasts half an hour to an hour (--min-request-timeout). */
const shortestWatch = 1_800
const bookmarksEvery = 60_000
const beforeEnd = 2000
/** A reader that lags behind further is not waited for: its watch ends, and it begins anew where it was. */
const mostWaiting = 200_000

/** @throws ApiError for options that cannot be read; later refusals are events of the watch */
export function answerWatch(watching: Watching): Response {
  const query = new URL(watching.request.url).searchParams
  const options = readListOptions(query, true)
  const selection = readSelection(query, watching.resource, watching.namespace)
  const version = readVersion(options.resourceVersion, internalError)
  const open = new OpenWatch(watching, selection)
  try {
    open.begin(options, version ?? 0)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    open.fail(error)
  }
  const { streamType } = watching.serializer
  return new Response(open.body, { headers: { 'content-type': streamType } })
}

/** What has happened, as the watch tells it: to an object, or to the watch. */
type Change =
  | { readonly type: StoreEvent['type']; readonly object: KubeObject }
  | { readonly type: 'BOOKMARK' | 'ERROR'; readonly value: () => unknown }

class OpenWatch {
  readonly body: ReadableStream<Uint8Array>
  readonly #watching: Watching
  readonly #selection: Selection
  readonly #turns = new Turns()
  readonly #stops: (() => void)[] = []
  readonly #waiting = new Waiting()
  /** What happened up to here is known already: a version of the future is waited for. */
  #from = 0
  #isOver = false
  #isUnread = false
  #most = mostWaiting
  #wake: () => void = () => {}

  constructor(watching: Watching, selection: Selection) {
    this.#watching = watching
    this.#selection = selection
    const abandon = (): void => {
      this.#isUnread = true
      this.#stop()
    }
    const { signal } = watching.request
    signal.addEventListener('abort', abandon, { once: true })
    this.#stops.push(() => signal.removeEventListener('abort', abandon))
    this.body = new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: abandon },
      { highWaterMark: 0 },
    )
  }

  begin(options: ListOptions, version: number): void {
    const { store, stored, clock, random } = this.#watching
    this.#stops.push(store.subscribe(stored, (event) => this.#hear(event)))
    // Without a version the state comes first, whether it was asked for or not (SetListOptionsDefaults).
    const sendsInitial = options.sendInitialEvents ?? version === 0
    if (sendsInitial) this.#tellState(options, version)
    else if (version > store.version) this.#from = version
    else if (version !== 0) this.#tellSince(version)
    const defaultSeconds = shortestWatch * (1 + random())
    const lasts = (options.timeoutSeconds ?? 0) || defaultSeconds
    this.#stops.push(clock.after(lasts * 1000, () => this.#stop()))
    if (options.allowWatchBookmarks) this.#repeatBookmarks(lasts * 1000)
  }

  /** Ends the watch with a refusal as its last event. */
  fail(error: ApiError): void {
    this.#tell({ type: 'ERROR', value: () => statusOf(error) })
    this.#stop()
  }

  #tellState(options: ListOptions, version: number): void {
    const { store, stored, present } = this.#watching
    if (version > store.version) throw tooLargeVersion(version, store.version)
    for (const object of snapshot(store.all(stored), present, this.#selection))
      this.#waiting.add({ type: 'ADDED', object })
    this.#most += this.#waiting.length
    if (options.allowWatchBookmarks) this.#tellVersion({ 'k8s.io/initial-events-end': 'true' })
  }

  #tellSince(version: number): void {
    const { store, stored } = this.#watching
    const events = store.since(stored, version)
    if (events === undefined)
      throw expired(`too old resource version: ${version} (${store.version})`)
    for (const event of events) this.#hear(event)
  }

  /** One every minute, and one shortly before the end (cacher/cache_watcher.go, nextBookmarkTime). */
  #repeatBookmarks(lasts: number): void {
    const { clock } = this.#watching
    const again = (): void => {
      this.#tellVersion()
      this.#stops.push(clock.after(bookmarksEvery, again))
    }
    this.#stops.push(clock.after(bookmarksEvery, again))
    if (lasts > beforeEnd)
      this.#stops.push(clock.after(lasts - beforeEnd, () => this.#tellVersion()))
  }

  #tellVersion(annotations?: Readonly<Record<string, string>>): void {
    const { store, form } = this.#watching
    const metadata = {
      resourceVersion: String(store.version),
      ...(annotations === undefined ? {} : { annotations }),
    }
    this.#tell({ type: 'BOOKMARK', value: () => form.bookmark(metadata) })
  }

  #hear(event: StoreEvent): void {
    if (event.version <= this.#from) return
    const change = changeOf(event, (object) => this.#shown(object))
    if (change !== undefined) this.#tell(change)
  }

  #shown(object: KubeObject): KubeObject | undefined {
    const shown = this.#watching.present(object)
    return shown !== undefined && this.#selection.matches(shown) ? shown : undefined
  }

  #tell(change: Change): void {
    if (this.#isOver) return
    this.#waiting.add(change)
    if (this.#waiting.length > this.#most) this.#stop()
    this.#wake()
  }

  /** Nothing is heard any more; what waits is still told. */
  #stop(): void {
    this.#isOver = true
    for (const stop of this.#stops.splice(0)) stop()
    this.#wake()
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (this.#waiting.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#turns.rested()
    } else await this.#turns.giveWay()
    const { signal } = this.#watching.request
    if (signal.aborted) controller.error(signal.reason)
    if (this.#isUnread) return
    const chunk = nextChunk(this.#pieces(), this.#turns)
    if (chunk === undefined) controller.close()
    else controller.enqueue(chunk)
  }

  /** What waits, each written when its turn comes. */
  *#pieces(): Generator<Uint8Array> {
    const { form, serializer } = this.#watching
    for (let change = this.#waiting.take(); change !== undefined; change = this.#waiting.take())
      yield serializer.writeEvent(
        change.type,
        'object' in change ? form.event(change.object) : change.value(),
      )
  }
}

/** First come, first served; taking costs the same however many wait. */
class Waiting {
  #changes: Change[] = []
  #taken = 0

  get length(): number {
    return this.#changes.length - this.#taken
  }

  add(change: Change): void {
    this.#changes.push(change)
  }

  take(): Change | undefined {
    const change = this.#changes[this.#taken]
    if (change === undefined) return undefined
    this.#taken += 1
    if (this.#taken * 2 > this.#changes.length + 1_000) {
      this.#changes = this.#changes.slice(this.#taken)
      this.#taken = 0
    }
    return change
  }
}

/**
 * What an event is to somebody who sees only some objects (cacher.go, convertToWatchEvent): one that comes into view is
 * ADDED, one that leaves it is DELETED as it was last seen.
 */
function changeOf(
  { type, object, before, version }: StoreEvent,
  shown: (object: KubeObject) => KubeObject | undefined,
): Change | undefined {
  const now = type === 'DELETED' ? undefined : shown(object)
  const then = before === undefined ? undefined : shown(before)
  if (now !== undefined) return { type: then === undefined ? 'ADDED' : 'MODIFIED', object: now }
  if (then === undefined) return undefined
  const metadata = { ...then.metadata, resourceVersion: String(version) }
  return { type: 'DELETED', object: { ...then, metadata } }
}
