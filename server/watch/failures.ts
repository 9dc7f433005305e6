/** What the machine does about each failure, by reflector.go and the sources named beside each rule. */
import type { Trouble } from '../../domain/stream/lines.ts'
import { type ApiStatus, isExpired, isTooLargeVersion } from './decode/apiStatus.ts'
import {
  longestRetryAfterSeconds,
  refusalLastsAfter,
  shortestRelist,
  veryShortWatch,
} from './limits.ts'
import {
  begin,
  countFailure,
  deny,
  poll,
  recentFailures,
  resume,
  stay,
  tell,
  wait,
} from './moves.ts'
import type { Failure, Moment, Plan, Step, WatchState } from './watchState.ts'

const snapshot: Plan = { kind: 'snapshot' }
const watch: Plan = { kind: 'watch' }

/** The answer of the current request is of no use. */
export function onFailure<T>(state: WatchState, failure: Failure, moment: Moment): Step<T> {
  switch (failure.kind) {
    case 'status':
      return onStatus(state, failure.status, failure.inStream, moment)
    case 'unreachable':
      return retry(state, again(state), troubleOf('unreachable', failure.message), moment, {
        unready: true,
      })
    case 'cut':
      return onCut(state, failure.message, moment)
    case 'invalid':
      // Never skip what can't be decoded and go on (apimachinery, pkg/watch/streamwatcher.go): list anew.
      return retry(state, snapshot, troubleOf('invalid', failure.message), moment)
    case 'silent':
      return onSilence(state, moment)
  }
}

/** What was whole before the cut counts: a watch goes on from there, and a page is asked for again. */
function onCut<T>(state: WatchState, message: string, moment: Moment): Step<T> {
  const lasted = state.phase === 'watching' && moment.now - state.askedAt >= veryShortWatch
  if (lasted) return resume(stay(state), moment)
  return retry(state, again(state), troubleOf('unreachable', message), moment)
}

function isFailing(state: WatchState, { now }: Moment): boolean {
  return recentFailures(state, now) > 0
}

/**
 * A connection that is half open says nothing, for ever. A watch from a version of the future (the cluster was
 * restored from a backup) is not even answered; a snapshot "not older than" it is refused at once.
 */
function onSilence<T>(state: WatchState, moment: Moment): Step<T> {
  if (state.phase === 'watching') return resume(stay(state), moment)
  const plan = state.plan.kind === 'page' ? state.plan : snapshot
  const silent = troubleOf('silent', 'The API server has stopped answering.')
  return retry(unfinished(state), plan, silent, moment)
}

function onStatus<T>(
  state: WatchState,
  status: ApiStatus,
  inStream: boolean,
  moment: Moment,
): Step<T> {
  if (isExpired(status)) return onExpired(state, status, moment)
  if (isTooLargeVersion(status)) return onTooLarge(state, status, moment)
  if (status.code === 401) return onRefused(state, said('unauthenticated', status), moment)
  if (status.code === 403) return onRefused(state, said('forbidden', status), moment)
  if (status.code === 429 || (status.code >= 500 && status.retryAfterSeconds !== undefined))
    return onBusy(state, status, inStream, moment)
  if (state.asked === 'watchList' && state.phase !== 'watching')
    // No WatchList, or not now: in this cycle LIST does it (ListAndWatchWithContext).
    return begin(stay({ ...state, listInstead: true }), snapshot, moment)
  const trouble = said('error', status)
  if (inStream || status.code < 500) return retry(state, snapshot, trouble, moment)
  return retry(state, again(state), trouble, moment)
}

/**
 * The version is older than the server's history. First a snapshot that is not older than it; if that is refused too,
 * the most recent one. It is a failure like others when it comes again, so that no loop arises.
 */
function onExpired<T>(state: WatchState, status: ApiStatus, moment: Moment): Step<T> {
  const next = { ...state, ...afterExpiry(state) }
  const trouble = said('expired', status)
  if (isFailing(state, moment)) return retry(next, snapshot, trouble, moment)
  const told = state.complete ? tell<T>(stay(next), 'retrying', moment.now, trouble) : stay<T>(next)
  return begin({ ...told, state: countFailure(told.state, moment.now) }, snapshot, moment)
}

function afterExpiry({ phase, plan, asked }: WatchState): Partial<WatchState> {
  // The token that comes with the 410 would go on with another version of the list (types.go, Continue): never used.
  if (plan.kind === 'page') return { unpaged: true }
  return phase === 'watching' || asked === 'watch' ? {} : { versionLost: true }
}

/** Nothing to show: the most recent snapshot is asked for instead. */
function onTooLarge<T>(state: WatchState, status: ApiStatus, moment: Moment): Step<T> {
  const next = { ...state, versionLost: true }
  return state.versionLost
    ? retry(next, snapshot, said('error', status), moment)
    : begin(stay(next), snapshot, moment)
}

/**
 * An API server that has just started accepts connections before it knows the roles, and refuses everybody until then:
 * what was allowed before is withdrawn only when the refusal lasts. Who may not watch may still list.
 */
function onRefused<T>(state: WatchState, trouble: Trouble, moment: Moment): Step<T> {
  const refusedAt = state.refusedAt ?? moment.now
  const refused = { ...state, refusedAt }
  const wasAllowed = state.complete && ['live', 'retrying'].includes(state.freshness.state)
  if (wasAllowed && moment.now - refusedAt < refusalLastsAfter)
    return retry(refused, again(state), trouble, moment, { unready: true })
  if (trouble.code === 'unauthenticated' || state.asked === 'list')
    return deny(stay(refused), trouble, moment)
  // The refused watch was to go on from a list that has come just now.
  if (state.asked === 'watch' && !wasAllowed) return poll(stay(refused), moment)
  return begin(stay({ ...refused, watchForbidden: true }), snapshot, moment)
}

/** The API server asks for patience: the same again, after the time that it says, from the same version. */
function onBusy<T>(
  state: WatchState,
  status: ApiStatus,
  inStream: boolean,
  moment: Moment,
): Step<T> {
  const seconds = Math.min(status.retryAfterSeconds ?? 0, longestRetryAfterSeconds)
  const plan = inStream && state.phase === 'initial' ? snapshot : again(state)
  const trouble = said(status.code === 429 ? 'busy' : 'error', status)
  return retry(state, plan, trouble, moment, { atLeast: seconds * 1000 })
}

function retry<T>(
  state: WatchState,
  plan: Plan,
  trouble: Trouble,
  moment: Moment,
  wanted: { atLeast?: number; unready?: boolean } = {},
): Step<T> {
  const told = tell<T>(stay({ ...state, listInstead: false }), 'retrying', moment.now, trouble)
  return wait(told, { plan, ...wanted }, moment)
}

/** What the current request was for. */
function again({ phase, plan }: WatchState): Plan {
  return phase === 'watching' ? watch : plan
}

/** Counts initial events that end without their mark, as if something between us never let one through. */
function unfinished(state: WatchState): WatchState {
  const cutShort = state.asked === 'watchList' && state.phase === 'initial'
  return cutShort ? { ...state, incomplete: state.incomplete + 1 } : state
}

/** A watch has ended as it should: sooner or later each does. */
export function onClosed<T>(state: WatchState, moment: Moment): Step<T> {
  if (state.phase !== 'watching') {
    const message = 'The API server ended its answer before the snapshot was complete.'
    return retry(unfinished(state), snapshot, troubleOf('error', message), moment)
  }
  return closedWatch(state, moment)
}

function closedWatch<T>(state: WatchState, moment: Moment): Step<T> {
  if (moment.now - state.askedAt >= veryShortWatch) return resume(stay(state), moment)
  const trouble = troubleOf('error', 'The API server ends the watch as soon as it begins.')
  if (state.eventful) return retry(state, watch, trouble, moment)
  // Resources without watch cache do so for a version that is too old (kubernetes/kubernetes#104171).
  return retry(state, snapshot, trouble, moment, { atLeast: shortestRelist })
}

function troubleOf(code: Trouble['code'], message: string): Trouble {
  return { code, message }
}

function said(code: Trouble['code'], { code: status, message, reason }: ApiStatus): Trouble {
  return { code, message: message || reason || `HTTP ${status}`, status }
}
