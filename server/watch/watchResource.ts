import type { Resource, ResourceObjects } from '../../domain/stream/lines.ts'
import { type Upstream, UpstreamError } from '../upstream/upstream.ts'
import type { Clock } from './clock.ts'
import { acceptOf, createDecoder } from './decode/createDecoder.ts'
import { CutError, DecodeError } from './decode/decoder.ts'
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
  /** The reader is too slow for what has come: ends the request. Call `proceed` when it has caught up. */
  readonly hold: () => void
  /** The reader has room. Does nothing unless something waits for that. */
  readonly proceed: () => void
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
    hold: () => watcher.handle({ type: 'hold' }),
    proceed: () => watcher.handle({ type: 'proceed' }),
    nudge: () => watcher.handle({ type: 'nudge' }),
  }
}

class Watcher<T> {
  readonly #kind: ResourceKind<T>
  readonly #options: WatchOptions<T>
  #state
  /** Of the request that is under way; events of others are not heard any more. */
  #request: AbortController | undefined
  #cancelTimer: (() => void) | undefined
  #timerAt = Infinity

  constructor(kind: ResourceKind<T>, options: WatchOptions<T>) {
    this.#kind = kind
    this.#options = options
    this.#state = initialState(options.resumeFrom ?? '')
  }

  start(): void {
    const { signal } = this.#options
    if (signal.aborted) return
    signal.addEventListener('abort', () => this.#stop(), { once: true })
    this.handle({ type: 'start' })
  }

  #stop(): void {
    this.#request?.abort()
    this.#request = undefined
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
      case 'request': {
        this.#request?.abort()
        const controller = new AbortController()
        this.#request = controller
        void this.#ask(effect.request, controller)
        return
      }
      case 'abort':
        this.#request?.abort()
        this.#request = undefined
        return
      case 'watchListRefused':
        rememberRefusal(this.#options.upstream, this.#options.clock.now())
    }
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

  async #ask(asked: WatchRequest, controller: AbortController): Promise<void> {
    let response: Response | undefined
    try {
      response = await this.#options.upstream(this.#requestFor(asked, controller.signal))
      if (response.status === 200) await this.#read(asked, response, controller)
      else await this.#readFailure(response, controller)
    } catch (error) {
      const failure = failureOf(error, response !== undefined)
      this.#handleOf(controller, { type: 'failed', failure })
    }
  }

  #requestFor(asked: WatchRequest, signal: AbortSignal): Request {
    // Of the address only path and query count (upstream.ts).
    const url = `https://kubernetes.default.svc${this.#kind.path}?${asked.query}`
    return new Request(url, { headers: { accept: acceptOf(this.#kind) }, signal })
  }

  async #readFailure(response: Response, controller: AbortController): Promise<void> {
    const status = await readFailedResponse(response)
    const failure = { kind: 'status', status, inStream: false } as const
    this.#handleOf(controller, { type: 'failed', failure })
  }

  async #read(asked: WatchRequest, response: Response, controller: AbortController): Promise<void> {
    const contentType = response.headers.get('content-type') ?? ''
    const body = asked.kind === 'list' ? 'list' : 'watch'
    const decoder = createDecoder(this.#kind, body, contentType, (piece) => {
      if (this.#request === controller) this.#take({ type: 'piece', piece })
    })
    this.#handleOf(controller, { type: 'opened' })
    for await (const chunk of response.body ?? []) {
      if (this.#request !== controller) return
      this.#take({ type: 'heard' })
      decoder.push(chunk)
      this.#options.flush()
    }
    decoder.end()
    this.#options.flush()
    this.#handleOf(controller, { type: 'closed' })
  }

  /** An event of one request; of an earlier one it is not heard. */
  #handleOf(controller: AbortController, event: WatchEvent<T>): void {
    if (this.#request === controller) this.handle(event)
  }
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
