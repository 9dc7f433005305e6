import { type Resource, resources } from '../../domain/stream/lines.ts'
import type { ConnectionView } from '../live/views.ts'

/** What the masthead says of the connection. */
export type ConnectionStatus =
  | { readonly kind: 'connecting' | 'live' | 'signedOut' }
  /** `lastUpdate`: since when what is shown may be old, ms since the epoch; 0: nothing is known yet. */
  | { readonly kind: 'reconnecting'; readonly lastUpdate: number }
  | { readonly kind: 'denied'; readonly resources: readonly Resource[] }
  /** Some resources may be listed but not watched; `asOf`: when that was done last, ms since the epoch. */
  | { readonly kind: 'polling'; readonly asOf: number }

/**
 * The worst of what is known: live is said only where the console's server answers and every resource that the user
 * may read is current.
 * @param view undefined until the worker's first answer
 */
export function connectionStatus(view: ConnectionView | undefined): ConnectionStatus {
  if (view === undefined || view.state === 'connecting') return { kind: 'connecting' }
  if (view.state === 'signedOut') return { kind: 'signedOut' }
  if (view.state === 'reconnecting') return { kind: 'reconnecting', lastUpdate: view.lastHeard }
  const inState = (...states: readonly string[]): readonly Resource[] =>
    resources.filter((resource) => states.includes(view.resources[resource].state))
  const old = inState('retrying', 'stale')
  const oldest = (among: readonly Resource[]): number =>
    Math.min(...among.map((resource) => view.resources[resource].asOf))
  if (old.length > 0) return { kind: 'reconnecting', lastUpdate: oldest(old) }
  const denied = inState('denied')
  if (denied.length > 0) return { kind: 'denied', resources: denied }
  if (inState('loading').length > 0) return { kind: 'connecting' }
  const polled = inState('polling')
  return polled.length > 0 ? { kind: 'polling', asOf: oldest(polled) } : { kind: 'live' }
}
