/** What acts in the cluster on its own: controllers, scheduler and kubelets. */
import type { Clock } from './clock.ts'
import type { Registry } from './registry/registry.ts'
import type { Store } from './store/store.ts'

/** What each of them is given. It reads the store, is told of its events, and writes through the registry alone. */
export interface ActorWorld {
  readonly store: Store
  readonly registry: Registry
  readonly clock: Clock
}

/** @returns what stops all of them */
export function stopAll(stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop()
  }
}
