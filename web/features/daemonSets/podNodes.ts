import { cellStates } from '../../../domain/grid/cell.ts'
import type { DaemonSetView } from '../../live/views.ts'

/** On how many nodes a DaemonSet has Pods. */
export function podNodes(counts: DaemonSetView['counts']): number {
  return cellStates
    .filter((state) => state !== 'missing' && state !== 'notTargeted')
    .reduce((sum, state) => sum + counts[state], 0)
}
