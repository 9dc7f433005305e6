import type { Upstream } from '../upstream/upstream.ts'

/** A server may be upgraded or get another feature gate, and asking costs one refused request. */
const rememberedFor = 600_000

const refusedUntil = new WeakMap<Upstream, number>()

/** This upstream has no WatchList. */
export function rememberRefusal(upstream: Upstream, now: number): void {
  refusedUntil.set(upstream, now + rememberedFor)
}

export function isRefused(upstream: Upstream, now: number): boolean {
  return now < (refusedUntil.get(upstream) ?? 0)
}
