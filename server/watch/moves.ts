/** What the machine can do: ask, wait, tell. Each takes a step so far and gives the longer one. */
import type { Freshness, Trouble } from '../../domain/stream/lines.ts'
import {
  backOffForgottenAfter,
  doubtAfter,
  firstBackOff,
  longestBackOff,
  longestDeniedPause,
  longestUnreadyBackOff,
} from './limits.ts'
import { requestFor } from './requests.ts'
import type { Effect, Moment, Output, Plan, Step, WatchState } from './watchState.ts'

export function stay<T>(state: WatchState): Step<T> {
  return { state, effects: [] }
}

export function emit<T>(step: Step<T>, ...outputs: readonly Output<T>[]): Step<T> {
  const effects = outputs.map((output): Effect<T> => ({ type: 'emit', output }))
  return { state: step.state, effects: [...step.effects, ...effects] }
}

/** Sends the request that the plan needs. */
export function begin<T>(step: Step<T>, plan: Plan, moment: Moment): Step<T> {
  const request = requestFor(step.state, plan, moment)
  return {
    state: {
      ...step.state,
      phase: 'asking',
      plan,
      asked: request.kind,
      askedAt: moment.now,
      eventful: false,
      provenAt: undefined,
    },
    effects: [...step.effects, { type: 'request', request }],
  }
}

/** Opens the watch again where it ended, at once: nothing is shown unless that takes long. */
export function resume<T>(step: Step<T>, moment: Moment): Step<T> {
  const { freshness, doubtAt } = step.state
  const again = begin<T>(step, { kind: 'watch' }, moment)
  if (freshness.state !== 'live') return again
  return {
    ...again,
    state: { ...again.state, doubtAt: doubtAt ?? moment.now + doubtAfter },
  }
}

export interface Wait {
  readonly plan: Plan
  readonly atLeast?: number
  readonly longest?: number
  /** The API server could not be reached, or has only just started. */
  readonly unready?: boolean
}

/**
 * Ends the request and goes on with the plan later, the later the more has failed recently. What a server cannot be
 * blamed for yet does not count against it: once it is ready, an outage of an hour must not delay anything.
 */
export function wait<T>(step: Step<T>, wait: Wait, moment: Moment): Step<T> {
  const { now, random } = moment
  const isUnready = wait.unready === true
  const before = isUnready ? step.state.unready : recentFailures(step.state, now)
  const longest = wait.longest ?? (isUnready ? longestUnreadyBackOff : longestBackOff)
  const base = Math.min(firstBackOff * 2 ** before, longest / 2)
  const pause = Math.max(base * (1 + random), (wait.atLeast ?? 0) * (1 + random / 10))
  return {
    state: {
      ...(isUnready ? step.state : countFailure(step.state, now)),
      phase: 'waiting',
      plan: wait.plan,
      until: now + pause,
      unready: isUnready ? before + 1 : 0,
      doubtAt: undefined,
      provenAt: undefined,
    },
    effects: [...step.effects, { type: 'abort' }],
  }
}

/** How many cycles have failed without two quiet minutes between them. An open that is followed by an error is none. */
export function recentFailures({ failures, failedAt }: WatchState, now: number): number {
  return now - failedAt > backOffForgottenAfter ? 0 : failures
}

export function countFailure(state: WatchState, now: number): WatchState {
  return { ...state, failures: recentFailures(state, now) + 1, failedAt: now }
}

/** 401 or 403: says so, and asks anew, in the end once a minute. What the client had is withdrawn. */
export function deny<T>(step: Step<T>, why: Trouble, moment: Moment): Step<T> {
  const denied = tell(step, 'denied', moment.now, why)
  const state = {
    ...denied.state,
    complete: false,
    watchForbidden: false,
    listInstead: false,
  }
  const again: Wait = { plan: { kind: 'snapshot' }, longest: longestDeniedPause }
  return wait({ ...denied, state }, again, moment)
}

/** Who may list but not watch gets lists; before each it is seen whether that has changed. */
export function poll<T>(step: Step<T>, moment: Moment): Step<T> {
  const told = tell(step, 'polling', moment.now)
  const state = { ...told.state, watchForbidden: false }
  return wait({ ...told, state }, { plan: { kind: 'snapshot' } }, moment)
}

/** Emits the freshness if it has changed; with polling, each list is news. */
export function tell<T>(
  step: Step<T>,
  state: Freshness['state'],
  now: number,
  why?: Trouble,
): Step<T> {
  const before = step.state.freshness
  const same = before.state === state && sameTrouble(before.why, why)
  if (same && state !== 'polling') return step
  const freshness: Freshness = {
    state,
    asOf: asOf(step.state, state, now),
    since: before.state === state ? before.since : now,
    ...(why === undefined ? {} : { why }),
  }
  const told = {
    ...step.state,
    freshness,
    doubtAt: undefined,
    provenAt: undefined,
    ...(state === 'live' ? { refusedAt: undefined, unready: 0 } : {}),
  }
  return emit({ ...step, state: told }, { type: 'freshness', freshness })
}

/** Data was last known to be current when something was last heard of the API server while it was live. */
function asOf({ freshness, heardAt }: WatchState, next: Freshness['state'], now: number): number {
  if (next === 'live' || next === 'polling') return now
  return freshness.state === 'live' ? heardAt : freshness.asOf
}

function sameTrouble(a: Trouble | undefined, b: Trouble | undefined): boolean {
  return a?.code === b?.code && a?.message === b?.message
}
