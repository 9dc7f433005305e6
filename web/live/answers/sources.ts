import type { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import type { GridLayouts } from '../../../domain/grid/gridLayouts.ts'
import type { ConnectionView } from '../views.ts'

/** What answers are made from. */
export interface Sources {
  readonly model: ClusterModel
  readonly layouts: GridLayouts
  readonly connection: () => ConnectionView
  /** Milliseconds since the epoch. */
  readonly now: () => number
}
