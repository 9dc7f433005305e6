/** The connection to the placement stream: opened, watched, and opened again for as long as anybody wants it. */
import { heartbeatMs, type Line, type Trouble } from '../../domain/stream/lines.ts'
import { formatStreamQuery, type Versions } from '../../domain/stream/resume.ts'
import { type AttemptEnd, readStream } from './attempt.ts'
import type { Environment } from './environment.ts'
import { Timers } from './timers.ts'

/** What is known of the connection. */
export interface LinkState {
  readonly state: 'connecting' | 'live' | 'reconnecting' | 'signedOut'
  /** The page's clock; 0: never. */
  readonly lastHeard: number
  /** When the last hello or heartbeat came. */
  readonly lastBeat: number
  /** How far the server's clock is ahead of the page's, in milliseconds. */
  readonly clockOffset: number
  /** Why there is no connection. */
  readonly trouble: Trouble | undefined
}

export interface ConnectionHandlers {
  /** What the stream is to be resumed from. Called before each attempt: half a snapshot is void from then on. */
  readonly versions: () => Versions
  readonly onLine: (line: Line) => void
  /** Something has been received, or the state has changed. */
  readonly onChange: () => void
  readonly onSignedOut: (trouble: Trouble) => void
}

/** An answer that hasn't begun by then is held by a proxy that waits for its end. */
const beginWithinMs = 10_000
/** The end of an answer that such a proxy lets through; a large snapshot takes its time. */
const bufferedWithinMs = 60_000
const bufferedSeconds = 5
/** So long a connection may be away without anybody being told: a proxy that cuts idle ones is no news. */
const graceMs = 2_000
const bufferedGraceMs = 20_000
/** A connection that lived so long was a good one; one that didn't counts as a failure, opened or not. */
const healthyMs = 4_000
const firstDelayMs = 500
const longestDelayMs = 15_000
const signedOutDelayMs = 30_000
const tickMs = 5_000
/** A clock that jumps so far has slept. */
const sleepMs = 20_000

interface Session {
  readonly abort: AbortController
  readonly startedAt: number
  isHeard: boolean
}

export class StreamConnection {
  readonly #environment: Environment
  readonly #handlers: ConnectionHandlers
  readonly #timers: Timers<'retry' | 'silence' | 'grace' | 'tick'>
  #link: LinkState = {
    state: 'connecting',
    lastHeard: 0,
    lastBeat: 0,
    clockOffset: 0,
    trouble: undefined,
  }
  #session: Session | undefined
  #failures = 0
  #isBuffered = false
  #isWanted = false

  constructor(environment: Environment, handlers: ConnectionHandlers) {
    this.#environment = environment
    this.#handlers = handlers
    this.#timers = new Timers(environment.after)
  }

  get link(): LinkState {
    return this.#link
  }

  /** Opens the connection, if it isn't, and keeps it open. */
  resume(): void {
    if (this.#isWanted) return
    this.#isWanted = true
    this.#open()
    this.#tick()
  }

  /** Closes the connection until `resume`. */
  suspend(): void {
    if (!this.#isWanted) return
    this.#isWanted = false
    this.#drop()
    if (this.#link.state === 'live') this.#change({ state: 'reconnecting', trouble: undefined })
  }

  /** Opens the connection anew, now. */
  reconnect(): void {
    if (!this.#isWanted) return
    this.#failures = 0
    this.#isBuffered = false
    this.#drop()
    this.#timers.cancel('tick')
    this.#tick()
    this.#loseLater(graceMs)
    this.#open()
  }

  #open(): void {
    const session = { abort: new AbortController(), startedAt: this.#now(), isHeard: false }
    this.#session = session
    const seconds = this.#isBuffered ? { seconds: bufferedSeconds } : {}
    const query = formatStreamQuery({ versions: this.#handlers.versions(), ...seconds })
    this.#endAfterSilence(session, this.#isBuffered ? bufferedWithinMs : beginWithinMs)
    const handlers = {
      onLine: (line: Line) => this.#session === session && this.#receive(session, line),
      onPiece: () => this.#session === session && this.#handlers.onChange(),
    }
    void readStream(this.#environment, query, session.abort.signal, handlers).then((end) => {
      if (this.#session === session) this.#finish(session, end)
    })
  }

  #receive(session: Session, line: Line): void {
    const now = this.#now()
    session.isHeard = true
    this.#endAfterSilence(session, 3 * heartbeatMs)
    this.#timers.cancel('grace')
    const isTimed = line.type === 'hello' || line.type === 'heartbeat'
    this.#link = {
      state: 'live',
      lastHeard: now,
      lastBeat: isTimed ? now : this.#link.lastBeat,
      clockOffset: isTimed ? line.at - now : this.#link.clockOffset,
      trouble: undefined,
    }
    this.#handlers.onLine(line)
  }

  #endAfterSilence(session: Session, ms: number): void {
    this.#timers.set('silence', ms, () => {
      const wasHeard = session.isHeard
      const message = `The console's server was silent for ${ms / 1000} seconds`
      if (wasHeard) this.#lose({ code: 'silent', message })
      // The other way is tried next: with an end, for a proxy that waits for it, or without.
      else this.#isBuffered = !this.#isBuffered
      this.#finish(session, {
        trouble: { code: 'silent', message },
        isSignedOut: false,
        retryAfterMs: undefined,
      })
    })
  }

  #finish(session: Session, { trouble, isSignedOut, retryAfterMs }: AttemptEnd): void {
    this.#drop()
    const isHealthy = session.isHeard && this.#now() - session.startedAt >= healthyMs
    this.#failures = isHealthy ? 0 : this.#failures + 1
    if (isSignedOut && trouble !== undefined) {
      this.#handlers.onSignedOut(trouble)
      this.#change({ state: 'signedOut', trouble })
      return this.#retry(Math.max(signedOutDelayMs, retryAfterMs ?? 0))
    }
    this.#link = { ...this.#link, trouble: trouble ?? this.#link.trouble }
    if (this.#link.state === 'live') this.#loseLater(this.#isBuffered ? bufferedGraceMs : graceMs)
    else this.#change({ state: 'reconnecting' })
    this.#retry(retryAfterMs ?? this.#delay())
  }

  /** The first attempt after a good connection comes soon, but not at the same time from every browser. */
  #delay(): number {
    const { random } = this.#environment
    if (this.#failures === 0) return this.#isBuffered ? 0 : random() * firstDelayMs
    const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** (this.#failures - 1))
    return longest * (0.5 + random() / 2)
  }

  #retry(ms: number): void {
    this.#timers.set('retry', ms, () => this.#open())
  }

  #loseLater(ms: number): void {
    if (this.#link.state !== 'live' || this.#timers.has('grace')) return
    this.#timers.set('grace', ms, () => this.#lose(this.#link.trouble))
  }

  #lose(trouble: Trouble | undefined): void {
    this.#timers.cancel('grace')
    if (this.#link.state === 'live') this.#change({ state: 'reconnecting', trouble })
  }

  #change(some: Partial<LinkState>): void {
    this.#link = { ...this.#link, ...some }
    this.#handlers.onChange()
  }

  /** Ends the attempt under way, or the wait for the next one. */
  #drop(): void {
    const session = this.#session
    this.#session = undefined
    for (const timer of ['silence', 'retry'] as const) this.#timers.cancel(timer)
    if (!this.#isWanted) for (const timer of ['grace', 'tick'] as const) this.#timers.cancel(timer)
    session?.abort.abort()
  }

  /** Notices that the machine has slept: what is shown is old at once, and the connection most likely dead. */
  #tick(): void {
    const before = this.#now()
    this.#timers.set('tick', tickMs, () => {
      if (this.#now() - before < tickMs + sleepMs) return this.#tick()
      this.#lose({ code: 'silent', message: 'The browser has slept' })
      this.reconnect()
    })
  }

  #now(): number {
    return this.#environment.now()
  }
}
