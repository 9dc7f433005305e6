import type { GridFrame } from '../../../../domain/grid/frame.ts'
import type { Freshness } from '../../../../domain/stream/lines.ts'
import type { ConnectionView } from '../../../live/views.ts'

/** What the page has to show below its filters. */
export type PlacementPhase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'denied'; readonly resource: 'nodes' | 'daemonsets'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'noNodes' | 'noDaemonSets' | 'noNodesLeft' | 'noDaemonSetsLeft' }
  | { readonly kind: 'grid'; readonly frame: GridFrame }

const required = ['nodes', 'daemonsets'] as const

/** The grid needs nodes and DaemonSets; everything else may be missing. */
export function placementPhase(
  connection: ConnectionView | undefined,
  frame: GridFrame | undefined,
): PlacementPhase {
  if (connection === undefined) return { kind: 'loading' }
  const { resources } = connection
  for (const resource of required) {
    const { state, why } = resources[resource]
    if (state === 'denied') return { kind: 'denied', resource, why: why?.message ?? '' }
  }
  for (const resource of required) {
    const freshness = resources[resource]
    if (isUnread(freshness)) {
      return freshness.why === undefined
        ? { kind: 'loading' }
        : { kind: 'unreachable', why: freshness.why.message }
    }
  }
  return frame === undefined ? { kind: 'loading' } : filledPhase(frame)
}

/** Nothing complete has come yet. */
function isUnread({ state, asOf }: Freshness): boolean {
  return state === 'loading' || (asOf === 0 && (state === 'retrying' || state === 'stale'))
}

function filledPhase(frame: GridFrame): PlacementPhase {
  const { nodes, daemonSets } = frame
  if (nodes.all === 0) return { kind: 'noNodes' }
  if (daemonSets.all === 0) return { kind: 'noDaemonSets' }
  if (nodes.shown === 0) return { kind: 'noNodesLeft' }
  if (daemonSets.shown === 0) return { kind: 'noDaemonSetsLeft' }
  return { kind: 'grid', frame }
}
