/** Drives the state machine by hand, and remembers what it wanted. */
import type { Freshness } from '../../domain/stream/lines.ts'
import type { ApiStatus } from './decode/apiStatus.ts'
import type { Change, Piece } from './decode/decoder.ts'
import { step, wakeAt } from './step.ts'
import {
  type Effect,
  type Output,
  type WatchEvent,
  type WatchRequest,
  type WatchState,
  initialState,
} from './watchState.ts'

export class Machine {
  state: WatchState
  now = 1_000_000
  random = 0
  watchListRefused = false
  readonly requests: WatchRequest[] = []
  readonly outputs: Output<string>[] = []
  /** A request is under way. */
  busy = false

  constructor(resumeFrom = '') {
    this.state = initialState(resumeFrom)
    this.send({ type: 'start' })
  }

  send(...events: readonly WatchEvent<string>[]): this {
    for (const event of events) {
      const { now, random, watchListRefused } = this
      const { state, effects } = step(this.state, event, { now, random, watchListRefused })
      this.state = state
      for (const effect of effects) this.#run(effect)
    }
    return this
  }

  #run(effect: Effect<string>): void {
    if (effect.type === 'emit') this.outputs.push(effect.output)
    if (effect.type === 'abort') this.busy = false
    if (effect.type === 'watchListRefused') this.watchListRefused = true
    if (effect.type === 'request') {
      this.busy = true
      this.requests.push(effect.request)
    }
  }

  opened(): this {
    return this.send({ type: 'opened' })
  }

  /** An object whose uid and content are its name. */
  event(change: Change, name: string, version: string): this {
    return this.#piece({ type: 'object', change, uid: name, version, object: name })
  }

  added(name: string, version: string): this {
    return this.event('ADDED', name, version)
  }

  bookmark(version: string, initialEventsEnd = false): this {
    return this.#piece({ type: 'bookmark', version, initialEventsEnd })
  }

  page(version: string, continueToken = ''): this {
    return this.#piece({ type: 'page', version, continueToken })
  }

  status(status: Partial<ApiStatus>): this {
    return this.send({
      type: 'failed',
      failure: { kind: 'status', status: { ...noStatus, ...status }, inStream: false },
    })
  }

  errorEvent(status: Partial<ApiStatus>): this {
    return this.#piece({ type: 'error', status: { ...noStatus, ...status } })
  }

  #piece(piece: Piece<string>): this {
    return this.send({ type: 'heard' }, { type: 'piece', piece })
  }

  refused(): this {
    return this.send({
      type: 'failed',
      failure: { kind: 'unreachable', message: 'connection refused' },
    })
  }

  cut(): this {
    return this.send({ type: 'failed', failure: { kind: 'cut', message: 'terminated' } })
  }

  closed(): this {
    return this.send({ type: 'closed' })
  }

  /** Lets time pass, with all wake-ups on the way. */
  wait(milliseconds: number): this {
    const until = this.now + milliseconds
    for (let at = wakeAt(this.state); at <= until; at = wakeAt(this.state)) {
      this.now = Math.max(this.now, at)
      this.send({ type: 'time' })
    }
    this.now = until
    return this
  }

  /** How long it will wait from now on. */
  get pause(): number {
    return wakeAt(this.state) - this.now
  }

  /** Waits out a pause. */
  waitOut(): this {
    if (this.busy) throw new Error('it does not pause')
    return this.wait(this.pause)
  }

  /** The parameters of the last request, without its random timeout. */
  get lastQuery(): Record<string, string> {
    const parameters = new URLSearchParams(this.requests.at(-1)?.query)
    parameters.delete('timeoutSeconds')
    return Object.fromEntries(parameters)
  }

  get freshness(): Freshness | undefined {
    return this.outputs.findLast((output) => output.type === 'freshness')?.freshness
  }

  /** What a client would have: only what is complete. */
  get store(): readonly string[] {
    let store = new Set<string>()
    let incoming: Set<string> | undefined
    for (const output of this.outputs) {
      if (output.type === 'reset') incoming = new Set()
      if (output.type === 'upsert') (incoming ?? store).add(output.uid)
      if (output.type === 'delete') (incoming ?? store).delete(output.uid)
      if (output.type === 'end') [store, incoming] = [incoming ?? store, undefined]
    }
    return [...store].sort()
  }

  get kinds(): readonly string[] {
    return this.requests.map(({ kind }) => kind)
  }
}

const noStatus: ApiStatus = { code: 500, reason: '', message: '', causes: [] }

/** Has listed by WatchList up to version 5, and watches. */
export function watching(): Machine {
  return new Machine().opened().bookmark('5', true)
}

/** The same by LIST and watch, from a server without WatchList. */
export function watchingWithoutWatchList(): Machine {
  return new Machine().status({ code: 422, reason: 'Invalid' }).opened().page('5').opened()
}
