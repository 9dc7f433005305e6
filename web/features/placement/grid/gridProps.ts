import type { GridFrame, GridQuery, GridWindow } from '../../../../domain/grid/frame.ts'
import type { CellAddress } from '../../../live/views.ts'
import type { GridScroll } from './useGridScroll.ts'

export interface GridProps {
  readonly frame: GridFrame
  readonly query: GridQuery
  readonly scroll: GridScroll
  readonly selected: CellAddress | undefined
  /** Otherwise cells stay placeholders. */
  readonly mayReadPods: boolean
  /** Rows and columns that the grid needs from now on. */
  readonly onWindow: (window: GridWindow) => void
  readonly onOpen: (cell: CellAddress, by: 'keyboard' | 'pointer') => void
  readonly onClose: () => void
  /** Opens or closes a group. */
  readonly onToggle: (key: string) => void
}
