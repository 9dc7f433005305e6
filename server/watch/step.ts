/**
 * Watching one resource, as client-go's reflector does it (tools/cache/reflector.go), as a pure function from state
 * and event to state and effects. It holds no objects: the client collects what comes between `reset` and `end`.
 */
import type { Freshness } from '../../domain/stream/lines.ts'
import type { Piece } from './decode/decoder.ts'
import { onClosed, onFailure } from './failures.ts'
import {
  initialSilence,
  listAnswerWithin,
  veryShortWatch,
  watchAnswerWithin,
  watchSilence,
} from './limits.ts'
import { begin, emit, poll, resume, stay, tell } from './moves.ts'
import type { Moment, Step, WatchEvent, WatchState } from './watchState.ts'

export function step<T>(state: WatchState, event: WatchEvent<T>, moment: Moment): Step<T> {
  switch (event.type) {
    case 'start':
      return onStart(state, moment)
    case 'opened':
      return onOpened(state, moment)
    case 'heard':
      return stay({ ...state, heardAt: moment.now })
    case 'piece':
      return onPiece(state, event.piece, moment)
    case 'failed':
      return onFailure(state, event.failure, moment)
    case 'closed':
      return onClosed(state, moment)
    case 'time':
      return onTime(state, moment)
    case 'hold':
      return onHold(state, event, moment)
    case 'proceed':
      return state.phase === 'held' ? onProceed(state, moment) : stay(state)
    case 'nudge':
      return state.phase === 'waiting' && state.unready > 0
        ? begin(stay(state), state.plan, moment)
        : stay(state)
  }
}

function onStart<T>(state: WatchState, moment: Moment): Step<T> {
  const freshness = { ...state.freshness, since: moment.now }
  const started = stay<T>({ ...state, freshness })
  const told = state.complete ? started : emit(started, { type: 'freshness', freshness })
  return begin(told, state.plan, moment)
}

function onOpened<T>(state: WatchState, moment: Moment): Step<T> {
  const heard = { ...state, heardAt: moment.now }
  if (state.plan.kind === 'watch') return onWatchOpened(heard, moment)
  const opened = stay<T>({ ...heard, phase: 'initial' })
  if (state.plan.kind === 'page') return opened
  const reset = emit(opened, { type: 'reset' })
  return state.complete ? reset : tell(reset, 'loading', moment.now)
}

/** After a failure an open watch counts only once it has lasted, or said something. */
function onWatchOpened<T>(state: WatchState, moment: Moment): Step<T> {
  const opened = { ...state, phase: 'watching', doubtAt: undefined } as const
  const lasting = state.freshness.state === 'live' || state.freshness.state === 'loading'
  return lasting
    ? tell(stay(opened), 'live', moment.now)
    : stay({ ...opened, provenAt: moment.now + veryShortWatch })
}

function onPiece<T>(state: WatchState, piece: Piece<T>, moment: Moment): Step<T> {
  if (piece.type === 'error') {
    const failure = { kind: 'status', status: piece.status, inStream: true } as const
    return onFailure(state, failure, moment)
  }
  if (piece.type === 'page') return onPage(state, piece, moment)
  if (state.phase === 'watching') return onChange(state, piece, moment)
  if (piece.type === 'object') return onInitialObject(state, piece)
  return piece.initialEventsEnd && state.asked === 'watchList'
    ? onInitialEventsEnd(state, piece.version, moment)
    : stay(state)
}

type Hold = Extract<WatchEvent<never>, { type: 'hold' }>
type Change<T> = Extract<Piece<T>, { type: 'object' | 'bookmark' }>
type ObjectPiece<T> = Extract<Piece<T>, { type: 'object' }>

/** Initial events are not in the order of their versions: none of these versions counts. */
function onInitialObject<T>(state: WatchState, piece: ObjectPiece<T>): Step<T> {
  return emit(stay(state.eventful ? state : { ...state, eventful: true }), outputOf(piece))
}

function outputOf<T>({ change, uid, object }: ObjectPiece<T>) {
  return change === 'DELETED'
    ? ({ type: 'delete', uid } as const)
    : ({ type: 'upsert', uid, object } as const)
}

function onChange<T>(state: WatchState, piece: Change<T>, moment: Moment): Step<T> {
  const { version } = piece
  if (version === '') return noVersion(state, moment)
  const next = stay<T>({ ...state, version, eventful: true })
  const changed = piece.type === 'object' ? emit(next, outputOf(piece)) : next
  const told = emit(changed, { type: 'version', version })
  return state.provenAt === undefined ? told : tell(told, 'live', moment.now)
}

function onInitialEventsEnd<T>(state: WatchState, version: string, moment: Moment): Step<T> {
  if (version === '') return noVersion(state, moment)
  const ended = endSnapshot<T>({ ...state, phase: 'watching', eventful: true }, version)
  return tell(ended, 'live', moment.now)
}

function endSnapshot<T>(state: WatchState, version: string): Step<T> {
  const complete: WatchState = {
    ...state,
    version,
    complete: true,
    versionLost: false,
    incomplete: 0,
    listInstead: false,
    unpaged: false,
    listVersion: '',
  }
  return emit(stay(complete), { type: 'end', version })
}

type Page = Extract<Piece<never>, { type: 'page' }>

function onPage<T>(state: WatchState, page: Page, moment: Moment): Step<T> {
  if (page.version === '') return noVersion(state, moment)
  const first = state.plan.kind === 'snapshot'
  // All pages are of the version that the first one names.
  const listVersion = first ? page.version : state.listVersion
  if (page.continueToken !== '') {
    const fromZero = first && state.version === '' && !state.versionLost && !state.gentle
    const pagesFromZero = state.pagesFromZero || fromZero
    const plan = { kind: 'page', continueToken: page.continueToken } as const
    const next = { ...state, listVersion, pagesFromZero }
    return state.gentle ? stay({ ...next, phase: 'held', plan }) : begin(stay(next), plan, moment)
  }
  return onListEnd(state, listVersion, moment)
}

function onListEnd<T>(state: WatchState, version: string, moment: Moment): Step<T> {
  const refused = state.listInstead || state.incomplete >= 2
  const ended = endSnapshot<T>(state, version)
  const learned: Step<T> = refused
    ? { ...ended, effects: [...ended.effects, { type: 'watchListRefused' }] }
    : ended
  if (state.watchForbidden) return poll(learned, moment)
  // What changes meanwhile would wait behind a reader who is still busy with the snapshot.
  return state.gentle
    ? { ...learned, state: { ...learned.state, phase: 'held', plan: { kind: 'watch' } } }
    : begin(learned, { kind: 'watch' }, moment)
}

function noVersion<T>(state: WatchState, moment: Moment): Step<T> {
  const message = 'The API server sent something without resourceVersion.'
  return onFailure(state, { kind: 'invalid', message }, moment)
}

/** The reader is too slow: what has come is thrown away, and comes again in pages. */
function onHold<T>(state: WatchState, { complete, asOf }: Hold, { now }: Moment): Step<T> {
  const why = { code: 'slow', message: 'The data comes faster than it is read.' } as const
  const freshness: Freshness = {
    state: complete ? 'retrying' : 'loading',
    asOf: complete ? asOf : 0,
    since: now,
    why,
  }
  const held: WatchState = {
    ...state,
    phase: 'held',
    plan: { kind: 'snapshot' },
    gentle: true,
    complete,
    freshness,
    doubtAt: undefined,
    provenAt: undefined,
  }
  return emit({ state: held, effects: [{ type: 'abort' }] }, { type: 'freshness', freshness })
}

/** A pause that the API server has asked for goes on. */
function onProceed<T>(state: WatchState, moment: Moment): Step<T> {
  return moment.now < state.until
    ? stay({ ...state, phase: 'waiting' })
    : begin(stay(state), state.plan, moment)
}

function onTime<T>(state: WatchState, moment: Moment): Step<T> {
  const { now } = moment
  if (now >= silentAt(state)) return onFailure(state, { kind: 'silent' }, moment)
  if (state.phase === 'waiting' && now >= state.until) return goOn(state, moment)
  if (state.doubtAt !== undefined && now >= state.doubtAt) {
    const why = { code: 'unreachable', message: 'The API server has not answered yet.' } as const
    return tell(stay(state), 'retrying', now, why)
  }
  if (state.provenAt !== undefined && now >= state.provenAt) return tell(stay(state), 'live', now)
  return stay(state)
}

function goOn<T>(state: WatchState, moment: Moment): Step<T> {
  return state.plan.kind === 'watch'
    ? resume(stay(state), moment)
    : begin(stay(state), state.plan, moment)
}

/** When the silence has lasted too long. */
function silentAt(state: WatchState): number {
  switch (state.phase) {
    case 'asking':
      return state.askedAt + (state.asked === 'list' ? listAnswerWithin : watchAnswerWithin)
    case 'initial':
      return state.heardAt + initialSilence
    case 'watching':
      return state.heardAt + watchSilence
    case 'waiting':
    case 'held':
      return Infinity
  }
}

/** When the machine wants a `time` event; Infinity: not at all. */
export function wakeAt(state: WatchState): number {
  const until = state.phase === 'waiting' ? state.until : Infinity
  return Math.min(until, silentAt(state), state.doubtAt ?? Infinity, state.provenAt ?? Infinity)
}
