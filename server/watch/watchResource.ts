import type { Resource, ResourceObjects } from '../../domain/stream/lines.ts'
import { type Upstream, UpstreamError } from '../upstream/upstream.ts'
import type { Clock } from './clock.ts'
import { acceptOf, createDecoder } from './decode/createDecoder.ts'
import { DecodeError } from '../../domain/decode/projected.ts'
import { CutError } from './decode/decoder.ts'
import { type ResourceKind, resourceKinds } from './decode/resources.ts'
import { readFailedResponse } from './readFailedResponse.ts'
import { step, wakeAt } from './step.ts'
import { isRefused, rememberRefusal } from './watchListMemory.ts'
import {
  type Effect,
  type Failure,
  type Output,
  type WatchEvent,
  type WatchRequest,
  initialState,
} from './watchState.ts'

export interface WatchOptions<T> {
  readonly upstream: Upstream
  /** What the client's data is complete up to; undefined: it has none. */
  readonly resumeFrom: string | undefined
  /** Ends everything, the upstream request included. */
  readonly signal: AbortSignal
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** Called at once, in order; must not call back. */
  readonly emit: (output: Output<T>) => void
  /** Called after the outputs that have come together; may call back. */
  readonly flush: () => void
}

export interface Watching {
  /**
   * The reader is too slow for what has come, and that is thrown away: ends the request.
   * @param complete the reader has a complete snapshot, perhaps an old one
   * @param asOf when the reader got something last
   */
  readonly hold: (complete: boolean, asOf: number) => void
  /** The reader has room. Does nothing unless something waits for that. */
  readonly proceed: () => void
  /** What comes are pages, each of which was asked for when the reader had room. */
  readonly paging: boolean
  /** The API server has been reached. Does nothing unless something waits for that. */
  readonly nudge: () => void
}

/**
 * Lists and watches one resource of the upstream until the signal ends it: runs the state machine (step.ts) with real
 * requests. Bodies are read as fast as they come, never slower, and nothing of them is kept.
 */
export function watchResource<R extends Resource>(
  resource: R,
  options: WatchOptions<ResourceObjects[R]>,
): Watching {
  const watcher = new Watcher<ResourceObjects[R]>(resourceKinds[resource], options)
  watcher.start()
  return {
    hold: (complete, asOf) => watcher.handle({ type: 'hold', complete, asOf }),
    proceed: () => watcher.handle({ type: 'proceed' }),
    nudge: () => watcher.handle({ type: 'nudge' }),
    get paging() {
      return watcher.paging
    },
  }
}

class Watcher<T> {
  readonly #kind: ResourceKind<T>
  readonly #options: WatchOptions<T>
  #state
  #attempt: Attempt | undefined
  #cancelTimer: (() => void) | undefined
  #timerAt = Infinity

  constructor(kind: ResourceKind<T>, options: WatchOptions<T>) {
    this.#kind = kind
    this.#options = options
    this.#state = initialState(options.resumeFrom ?? '')
  }

  get paging(): boolean {
    return this.#state.gentle && this.#state.asked === 'list'
  }

  start(): void {
    const { signal } = this.#options
    if (signal.aborted) return
    signal.addEventListener('abort', () => this.#stop(), { once: true })
    this.handle({ type: 'start' })
  }

  #stop(): void {
    this.#abort()
    this.#cancelTimer?.()
  }

  /** An event, and the flush of what follows from it. */
  handle(event: WatchEvent<T>): void {
    if (this.#take(event)) this.#options.flush()
  }

  /** @returns whether anything follows from the event */
  #take(event: WatchEvent<T>): boolean {
    const { clock, random, signal, upstream } = this.#options
    if (signal.aborted) return false
    const now = clock.now()
    const moment = { now, random: random(), watchListRefused: isRefused(upstream, now) }
    const { state, effects } = step(this.#state, event, moment)
    this.#state = state
    for (const effect of effects) this.#run(effect)
    this.#setTimer()
    return effects.length > 0
  }

  #run(effect: Effect<T>): void {
    switch (effect.type) {
      case 'emit':
        this.#options.emit(effect.output)
        return
      case 'request':
        this.#abort()
        this.#attempt = newAttempt(this.#kind, effect.request)
        void this.#ask(effect.request, this.#attempt)
        return
      case 'abort':
        this.#abort()
        return
      case 'watchListRefused':
        rememberRefusal(this.#options.upstream, this.#options.clock.now())
    }
  }

  #abort(): void {
    this.#attempt?.controller.abort()
    this.#attempt = undefined
  }

  /** The timer is set anew only to go off sooner: `heard` puts it off with each chunk. */
  #setTimer(): void {
    const { clock } = this.#options
    const at = wakeAt(this.#state)
    if (at >= this.#timerAt) return
    this.#cancelTimer?.()
    this.#timerAt = at
    this.#cancelTimer = clock.after(Math.max(0, at - clock.now()), () => {
      this.#timerAt = Infinity
      if (clock.now() >= wakeAt(this.#state)) this.handle({ type: 'time' })
      else this.#setTimer()
    })
  }

  async #ask(asked: WatchRequest, attempt: Attempt): Promise<void> {
    let response: Response | undefined
    try {
      response = await this.#options.upstream(attempt.request)
      if (response.status === 200) await this.#read(asked, response, attempt)
      else await this.#readFailure(response, attempt)
    } catch (error) {
      this.#handleOf(attempt, { type: 'failed', failure: failureOf(error, response !== undefined) })
    }
  }

  async #readFailure(response: Response, attempt: Attempt): Promise<void> {
    const status = await readFailedResponse(response)
    const failure = { kind: 'status', status, inStream: false } as const
    this.#handleOf(attempt, { type: 'failed', failure })
  }

  async #read(asked: WatchRequest, response: Response, attempt: Attempt): Promise<void> {
    const contentType = response.headers.get('content-type') ?? ''
    const body = asked.kind === 'list' ? 'list' : 'watch'
    const decoder = createDecoder(this.#kind, body, contentType, (piece) => {
      if (this.#attempt === attempt) this.#take({ type: 'piece', piece })
    })
    this.#handleOf(attempt, { type: 'opened' })
    for await (const chunk of response.body ?? []) {
      if (this.#attempt !== attempt) return
      this.#take({ type: 'heard' })
      decoder.push(chunk)
      this.#options.flush()
    }
    decoder.end()
    this.#options.flush()
    if (body === 'watch') this.#handleOf(attempt, { type: 'closed' })
  }

  /** An event of one request; of an earlier one it is not heard. */
  #handleOf(attempt: Attempt, event: WatchEvent<T>): void {
    if (this.#attempt === attempt) this.handle(event)
  }
}

/** One request; what it still says once another one has taken its place is not heard any more. */
interface Attempt {
  readonly controller: AbortController
  /**
   * Kept although nobody reads it: the signal of a Request that has been collected as garbage is never aborted, because
   * it follows the controller's through a weak reference (undici, lib/web/fetch/request.js).
   */
  readonly request: Request
}

function newAttempt(kind: ResourceKind<unknown>, asked: WatchRequest): Attempt {
  const controller = new AbortController()
  // Of the address only path and query count (upstream.ts).
  const url = `https://kubernetes.default.svc${kind.path}?${asked.query}`
  const headers = { accept: acceptOf(kind) }
  return { controller, request: new Request(url, { headers, signal: controller.signal }) }
}

function failureOf(error: unknown, answered: boolean): Failure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof UpstreamError && error.code === 'credentials') {
    const status = { code: 401, reason: 'Unauthorized', message, causes: [] }
    return { kind: 'status', status, inStream: false }
  }
  if (error instanceof DecodeError) return { kind: 'invalid', message }
  const cut = answered || error instanceof CutError
  return { kind: cut ? 'cut' : 'unreachable', message }
}
