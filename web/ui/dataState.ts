import type { Freshness, Resource } from '../../domain/stream/lines.ts'

/** How far what a view is made of can be trusted. `why` is what the API server or the system said, '' for nothing. */
export type DataState =
  | { readonly kind: 'live' }
  | { readonly kind: 'loading' }
  /** Nothing could be read yet. */
  | { readonly kind: 'unreachable'; readonly why: string }
  | {
      readonly kind: 'stale'
      readonly resources: readonly Resource[]
      /** Milliseconds since the epoch. */
      readonly asOf: number
      /** Who does not answer: the console's own server, or the API server behind it. */
      readonly silent: 'console' | 'cluster'
      readonly why: string
    }
  | {
      readonly kind: 'denied'
      readonly resources: readonly Resource[]
      /** The credentials are no longer accepted, rather than too weak. */
      readonly isUnauthenticated: boolean
      readonly why: string
    }

type AllFreshness = Readonly<Record<Resource, Freshness>>

/**
 * The worst of the resources that a view needs: denied, nothing there yet, old, live.
 * @param freshness undefined until the worker's first answer
 */
export function dataState(
  freshness: AllFreshness | undefined,
  needed: readonly Resource[],
): DataState {
  if (freshness === undefined) return { kind: 'loading' }
  const where = (holds: (of: Freshness) => boolean) =>
    needed.filter((resource) => holds(freshness[resource]))
  const whyOf = ([first]: readonly Resource[]) =>
    first === undefined ? undefined : freshness[first].why
  const denied = where(({ state }) => state === 'denied')
  if (denied.length > 0) {
    const why = whyOf(denied)
    const isUnauthenticated = why?.code === 'unauthenticated'
    return { kind: 'denied', resources: denied, isUnauthenticated, why: why?.message ?? '' }
  }
  const absent = where(({ state, asOf }) => state === 'loading' || asOf === 0)
  if (absent.length > 0) {
    const why = whyOf(absent)
    return why === undefined ? { kind: 'loading' } : { kind: 'unreachable', why: why.message }
  }
  const old = where(({ state }) => state === 'retrying' || state === 'stale')
  if (old.length === 0) return { kind: 'live' }
  const asOf = Math.min(...old.map((resource) => freshness[resource].asOf))
  const silent = old.some((resource) => freshness[resource].state === 'stale')
    ? 'console'
    : 'cluster'
  return { kind: 'stale', resources: old, asOf, silent, why: whyOf(old)?.message ?? '' }
}

/** Is there a whole snapshot to be shown, be it old? */
export function isKnown({ kind }: DataState): boolean {
  return kind === 'live' || kind === 'stale'
}
