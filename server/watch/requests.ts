/** The exact queries of the three kinds of requests. */
import { longestWatchSeconds, pageSize, shortestWatchSeconds } from './limits.ts'
import type { Moment, Plan, WatchRequest, WatchState } from './watchState.ts'

/** What to ask for, by reflector.go (watchList, list and watch). */
export function requestFor(state: WatchState, plan: Plan, moment: Moment): WatchRequest {
  switch (plan.kind) {
    case 'watch':
      return { kind: 'watch', query: watchQuery(state.version, moment.random) }
    case 'page':
      // resourceVersion is refused beside `continue`, which has its own.
      return { kind: 'list', query: query({ limit: pageSize, continue: plan.continueToken }) }
    case 'snapshot':
      return usesWatchList(state, moment)
        ? { kind: 'watchList', query: watchListQuery(knownVersion(state), moment.random) }
        : { kind: 'list', query: listQuery(state) }
  }
}

/** After two initial parts without an end something between us and the server may never let one through. */
function usesWatchList(state: WatchState, { watchListRefused }: Moment): boolean {
  const listed = state.watchForbidden || state.listInstead || state.gentle
  return !watchListRefused && !listed && state.incomplete < 2
}

function knownVersion(state: WatchState): string {
  return state.versionLost ? '' : state.version
}

function watchListQuery(version: string, random: number): string {
  return query({
    watch: 1,
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
    timeoutSeconds: timeoutSeconds(random),
    ...(version === '' ? {} : { resourceVersion: version }),
  })
}

/** Never without a version, or from 0: the server would send initial events that nothing marks as such. */
function watchQuery(version: string, random: number): string {
  return query({
    watch: 1,
    resourceVersion: version,
    allowWatchBookmarks: 'true',
    timeoutSeconds: timeoutSeconds(random),
  })
}

/**
 * The watch cache serves lists from version 0 (and ignores the limit), and those from a known version if they have no
 * limit; only the most recent one is read from etcd, in pages.
 */
function listQuery(state: WatchState): string {
  if (state.gentle) return query({ limit: pageSize })
  const version = state.versionLost ? '' : state.version || '0'
  const known = version !== '' && version !== '0'
  const paged = !state.unpaged && (!known || state.pagesFromZero)
  return query({
    ...(paged ? { limit: pageSize } : {}),
    ...(version === '' ? {} : { resourceVersion: version }),
    ...(known ? { resourceVersionMatch: 'NotOlderThan' } : {}),
  })
}

function timeoutSeconds(random: number): number {
  return Math.floor(shortestWatchSeconds + random * (longestWatchSeconds - shortestWatchSeconds))
}

function query(parameters: Readonly<Record<string, string | number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}
