/** The words of the state machine that watches one resource: what happens to it, what it wants, what it remembers. */
import type { Freshness } from '../../domain/stream/lines.ts'
import type { ApiStatus } from './decode/apiStatus.ts'
import type { Piece } from './decode/decoder.ts'

/** Comes with each event, because the machine has no clock, no randomness and no memory of its upstream. */
export interface Moment {
  readonly now: number
  /** From 0 to 1. */
  readonly random: number
  /** This upstream is known not to have WatchList. */
  readonly watchListRefused: boolean
}

/** Why an answer is of no use, or there is none. */
export type Failure =
  | { readonly kind: 'unreachable'; readonly message: string }
  /** An HTTP status, or (`inStream`) an ERROR event within a 200. */
  | { readonly kind: 'status'; readonly status: ApiStatus; readonly inStream: boolean }
  /** The connection broke, or the body ended in the middle of an object. */
  | { readonly kind: 'cut'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string }
  /** Nothing came for too long. */
  | { readonly kind: 'silent' }

export type WatchEvent<T> =
  | { readonly type: 'start' }
  /** 200, and a body that can be decoded. */
  | { readonly type: 'opened' }
  /** Bytes have come. */
  | { readonly type: 'heard' }
  | { readonly type: 'piece'; readonly piece: Piece<T> }
  | { readonly type: 'failed'; readonly failure: Failure }
  /** The body of a watch has ended as it should. */
  | { readonly type: 'closed' }
  /** The time that `wakeAt` gives has come. */
  | { readonly type: 'time' }
  /** The reader is too slow, and what has come is lost: end the request, and begin anew when it has caught up. */
  | { readonly type: 'hold'; readonly complete: boolean; readonly asOf: number }
  /** The reader has caught up. */
  | { readonly type: 'proceed' }
  /** The API server, which could not be reached, has just answered another request. */
  | { readonly type: 'nudge' }

export type Output<T> =
  | { readonly type: 'reset' }
  | { readonly type: 'upsert'; readonly uid: string; readonly object: T }
  | { readonly type: 'delete'; readonly uid: string }
  /** The snapshot is complete up to this version. */
  | { readonly type: 'end'; readonly version: string }
  /** Everything up to this version is out. */
  | { readonly type: 'version'; readonly version: string }
  | { readonly type: 'freshness'; readonly freshness: Freshness }

export type Effect<T> =
  /** Ends the request that is under way, if there is one, and sends this one. */
  | { readonly type: 'request'; readonly request: WatchRequest }
  | { readonly type: 'abort' }
  | { readonly type: 'emit'; readonly output: Output<T> }
  /** The upstream has no WatchList: LIST worked where it did not. */
  | { readonly type: 'watchListRefused' }

export interface WatchRequest {
  readonly kind: 'watchList' | 'list' | 'watch'
  readonly query: string
}

export interface Step<T> {
  readonly state: WatchState
  readonly effects: readonly Effect<T>[]
}

export type Plan =
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'page'; readonly continueToken: string }
  | { readonly kind: 'watch' }

export interface WatchState {
  /**
   * asking: no answer yet; initial: objects of a snapshot come; watching: changes come; waiting: until `until`;
   * held: until the reader has caught up.
   */
  readonly phase: 'asking' | 'initial' | 'watching' | 'waiting' | 'held'
  /** What is being done, or will be after waiting. */
  readonly plan: Plan
  readonly asked: WatchRequest['kind']
  readonly askedAt: number
  readonly heardAt: number
  /** An object or bookmark has come on this answer. */
  readonly eventful: boolean
  readonly until: number
  /** How often in a row the API server could not be reached, or had only just started. */
  readonly unready: number
  /** What the client has is complete up to here; empty: nothing. A new snapshot is never older. */
  readonly version: string
  /** The server has no use for `version` (too old or too new): the next snapshot is the most recent one. */
  readonly versionLost: boolean
  /** The client has a complete snapshot. */
  readonly complete: boolean
  readonly freshness: Freshness
  /** When to say that the data may be old, although nothing has failed yet. */
  readonly doubtAt: number | undefined
  /** When an open watch has shown that it lasts. */
  readonly provenAt: number | undefined
  readonly failures: number
  readonly failedAt: number
  /** Initial events that ended without their end mark, one after the other. */
  readonly incomplete: number
  /** In this cycle WatchList was refused, and LIST is used. */
  readonly listInstead: boolean
  /** In this cycle a later page has expired: the list is asked for in one. */
  readonly unpaged: boolean
  /** This server pages its lists even from resourceVersion 0: it has no watch cache. */
  readonly pagesFromZero: boolean
  /** Version of the list whose pages are coming. */
  readonly listVersion: string
  /** In this cycle `watch` was refused, and `list` is tried. */
  readonly watchForbidden: boolean
  /** Since when the API server has refused something without a live watch in between. */
  readonly refusedAt: number | undefined
  /** The reader has been too slow once: snapshots come in pages from now on, each when it is wanted. */
  readonly gentle: boolean
}

/**
 * Before its `start`.
 * @param version what the client's data is complete up to; empty: it has none
 */
export function initialState(version: string): WatchState {
  const resuming = version !== ''
  return {
    phase: 'waiting',
    plan: { kind: resuming ? 'watch' : 'snapshot' },
    asked: 'watch',
    askedAt: 0,
    heardAt: 0,
    eventful: false,
    until: 0,
    unready: 0,
    version,
    versionLost: false,
    complete: resuming,
    freshness: { state: resuming ? 'retrying' : 'loading', asOf: 0, since: 0 },
    doubtAt: undefined,
    provenAt: undefined,
    failures: 0,
    failedAt: 0,
    incomplete: 0,
    listInstead: false,
    unpaged: false,
    pagesFromZero: false,
    listVersion: '',
    watchForbidden: false,
    refusedAt: undefined,
    gentle: false,
  }
}
