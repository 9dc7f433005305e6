import type { GridFrame } from '../../../../domain/grid/frame.ts'
import type { ConnectionView } from '../../../live/views.ts'
import { dataState, type DataState } from '../../../ui/dataState.ts'

/** What the page has to show below its filters. */
export type PlacementPhase =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'refused'
      readonly state: Extract<DataState, { kind: 'denied' | 'unreachable' }>
    }
  | { readonly kind: 'noNodes' | 'noDaemonSets' }
  | { readonly kind: 'grid' | 'noNodesLeft' | 'noDaemonSetsLeft'; readonly frame: GridFrame }

/** The grid needs nodes and DaemonSets; everything else may be missing. */
export function placementPhase(
  connection: ConnectionView | undefined,
  frame: GridFrame | undefined,
): PlacementPhase {
  const state = dataState(connection?.resources, ['nodes', 'daemonsets'])
  if (state.kind === 'denied' || state.kind === 'unreachable') return { kind: 'refused', state }
  if (state.kind === 'loading' || frame === undefined) return { kind: 'loading' }
  const { nodes, daemonSets } = frame
  if (nodes.all === 0) return { kind: 'noNodes' }
  if (daemonSets.all === 0) return { kind: 'noDaemonSets' }
  if (nodes.shown === 0) return { kind: 'noNodesLeft', frame }
  if (daemonSets.shown === 0) return { kind: 'noDaemonSetsLeft', frame }
  return { kind: 'grid', frame }
}
