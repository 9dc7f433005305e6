import { type Line, type Resource, heartbeatMs, resources } from '../../domain/stream/lines.ts'
import type { StreamQuery } from '../../domain/stream/resume.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Clock } from '../watch/clock.ts'
import { type Watching, watchResource } from '../watch/watchResource.ts'
import { Feed } from './feed.ts'
import { Timers } from './timers.ts'

export interface StreamOptions {
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** How much may wait for this client, in bytes; beyond that, data is loaded at the client's pace. */
  readonly mostWaiting: number
  /** How many bytes of lines the answer's own queue holds before the reader counts as slow. */
  readonly mostQueued: number
  /** About how many bytes a line has at most; what waits is sent at once when there is as much. */
  readonly lineBytes: number
}

/** Changes that come within this time of each other go out together; the first after a quiet time at once. */
const batchMs = 50
/** An answer that should end goes on as long as a snapshot makes progress. */
const progressWithinMs = 10_000

/** One resource on its way from the watch to the answer. */
interface Channel {
  readonly feed: Feed
  readonly watching: Watching
}

/** One answer of the placement stream: five watches in, one body of lines out. It ends when its reader leaves. */
export class PlacementStream {
  readonly #body: ReadableStreamDefaultController<Uint8Array>
  readonly #upstream: Upstream
  readonly #options: StreamOptions
  readonly #timers: Timers<'batch' | 'heartbeat' | 'end'>
  readonly #watches = new AbortController()
  readonly #channels: Channel[] = []
  readonly #encoder = new TextEncoder()
  /** When a resource's line was sent last; 0: never. */
  #sentAt = 0
  #progressAt = 0
  #heartbeatDue = false
  /** A resource that could not be reached has been reached. */
  #reached = false
  /** The time that was asked for is over. */
  #ending = false
  #closed = false

  constructor(
    body: ReadableStreamDefaultController<Uint8Array>,
    upstream: Upstream,
    options: StreamOptions,
  ) {
    this.#body = body
    this.#upstream = upstream
    this.#options = options
    this.#timers = new Timers(options.clock)
  }

  start({ versions, seconds }: StreamQuery): void {
    this.#writeLine({ type: 'hello', protocol: 1, at: this.#now() })
    this.#beatLater()
    if (seconds !== undefined) this.#timers.set('end', seconds * 1000, () => this.#endSoon())
    for (const resource of resources) this.#open(resource, versions[resource])
    this.#flush()
  }

  /** Nobody reads any more: every upstream request ends. */
  stop(): void {
    this.#closed = true
    this.#timers.clear()
    this.#watches.abort()
  }

  /** Ends the answer after what has been sent: every line of it is whole. */
  end(): void {
    if (this.#closed) return
    this.stop()
    this.#body.close()
  }

  /** The reader has taken something: there is room. */
  pulled(): void {
    this.#send()
  }

  #open(resource: Resource, resumeFrom: string | undefined): void {
    const feed = new Feed(resource, resumeFrom !== undefined, this.#options.lineBytes)
    const watching = watchResource(resource, {
      upstream: this.#upstream,
      resumeFrom,
      signal: this.#watches.signal,
      clock: this.#options.clock,
      random: this.#options.random,
      emit: (output) => {
        const before = feed.state
        feed.accept(output)
        if (before === 'retrying' && feed.state !== before) this.#reached = true
      },
      flush: () => this.#flush(),
    })
    this.#channels.push({ feed, watching })
  }

  /** Something may have come: sends it now or, together with what follows, a little later. */
  #flush(): void {
    if (this.#closed) return
    this.#nudgeOthers()
    const wait = this.#sentAt + batchMs - this.#now()
    if (wait <= 0 || this.waiting >= this.#options.lineBytes) this.#send()
    else if (!this.#timers.has('batch')) this.#timers.set('batch', wait, () => this.#send())
    this.#limit()
  }

  /** An estimate of the memory that what waits for the reader takes, in bytes. */
  get waiting(): number {
    return this.#channels.reduce((sum, { feed }) => sum + feed.size, 0)
  }

  /** The API server answers again: nobody needs to wait for the rest of a pause. */
  #nudgeOthers(): void {
    if (!this.#reached) return
    this.#reached = false
    for (const { watching } of this.#channels) watching.nudge()
  }

  /**
   * The reader is slower than the cluster: what is largest is given up, and loaded anew once there is room. A page
   * that was asked for because there was room is not: its size is its limit.
   */
  #limit(): void {
    while (this.waiting > this.#options.mostWaiting) {
      const [largest] = this.#channels
        .filter(({ feed, watching }) => feed.size > 0 && !watching.paging)
        .sort((a, b) => b.feed.size - a.feed.size)
      if (largest === undefined) return
      largest.feed.drop()
      largest.watching.hold(largest.feed.complete, this.#sentAt)
    }
  }

  /** Sends what waits, a line of each resource in turn, as long as there is room. */
  #send(): void {
    if (this.#closed) return
    this.#timers.cancel('batch')
    if (this.#heartbeatDue && this.#hasRoom()) this.#beat()
    while (this.#hasRoom() && this.#sendRound());
    if (this.#hasRoom()) for (const { watching } of this.#channels) watching.proceed()
    if (this.#ending) this.#tryToEnd()
  }

  /** @returns whether there was anything to send */
  #sendRound(): boolean {
    let any = false
    for (const { feed } of this.#channels) {
      if (!this.#hasRoom()) break
      const line = feed.next()
      if (line === undefined) continue
      this.#write(line)
      any = true
      this.#sentAt = this.#progressAt = this.#now()
    }
    return any
  }

  #hasRoom(): boolean {
    return !this.#closed && (this.#body.desiredSize ?? 0) > 0
  }

  #beatLater(): void {
    this.#timers.set('heartbeat', heartbeatMs, () => {
      if (this.#hasRoom()) this.#beat()
      else this.#heartbeatDue = true
      this.#beatLater()
    })
  }

  #beat(): void {
    this.#heartbeatDue = false
    this.#writeLine({ type: 'heartbeat', at: this.#now() })
  }

  #endSoon(): void {
    this.#ending = true
    this.#progressAt = this.#now()
    this.#send()
  }

  /** Ends the answer once everything is out, and no snapshot is cut in two: it would never become complete. */
  #tryToEnd(): void {
    const settled = this.#channels.every(({ feed }) => !feed.unfinished)
    const patience = this.#progressAt + progressWithinMs - this.#now()
    if (!settled && patience > 0) {
      this.#timers.set('end', patience, () => this.#send())
      return
    }
    this.#watches.abort()
    while (this.#hasRoom() && this.#sendRound());
    if (this.#hasRoom()) this.end()
  }

  #writeLine(line: Line): void {
    this.#write(JSON.stringify(line))
  }

  #write(line: string): void {
    this.#body.enqueue(this.#encoder.encode(`${line}\n`))
  }

  #now(): number {
    return this.#options.clock.now()
  }
}
