import { memo } from 'react'
import {
  decodeCell,
  problemStates,
  type Cell,
  type CellCode,
} from '../../../../domain/grid/cell.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'

interface GridCellProps {
  readonly code: CellCode
  readonly name: string
  readonly column: number
  /** The element's id while the keyboard is on it. */
  readonly id: string | undefined
  readonly isSelected: boolean
}

/** One node and one DaemonSet. The tile says whether a Pod should run, the glyph what the Pod does. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const cell = decodeCell(props.code)
  return (
    <div
      role="gridcell"
      aria-colindex={props.column + 2}
      aria-label={props.name}
      aria-selected={props.isSelected || undefined}
      id={props.id}
      className={cellClass(cell)}
    >
      <CellGlyph cell={cell} />
    </div>
  )
})

function cellClass(cell: Cell): string {
  const classes = ['en-cell', cell.placeholder ? 'en-placeholder' : `en-state-${cell.state}`]
  if (cell.targeted && !cell.muted) classes.push('en-tile')
  if (cell.muted) classes.push('en-muted')
  if (cell.outdated && !cell.placeholder) classes.push('en-outdated')
  if (isPlain(cell)) classes.push('en-plain')
  return classes.join(' ')
}

/** Nineteen of twenty cells are Ready or not targeted: the style sheet draws their square and their dot. */
function isPlain(cell: Cell): boolean {
  if (cell.placeholder) return !cell.targeted
  const isSingle = cell.second === undefined && cell.pods <= 2
  return isSingle && (cell.state === 'ready' || cell.state === 'notTargeted')
}

function CellGlyph({ cell }: { readonly cell: Cell }) {
  if (cell.placeholder || isPlain(cell)) return null
  if (cell.pods > 2) {
    return (
      <>
        <StateGlyph state={cell.state} size={12} />
        <span className="en-cell-number">{cell.pods}</span>
      </>
    )
  }
  if (cell.second !== undefined) {
    const states = [cell.state, cell.second] as const
    const [older, newer] = cell.secondIsOlder === true ? states.toReversed() : states
    return (
      <>
        {older !== undefined && <StateGlyph state={older} size={12} />}
        {newer !== undefined && <StateGlyph state={newer} size={12} />}
      </>
    )
  }
  return <StateGlyph state={cell.state} size={problemStates.includes(cell.state) ? 18 : 16} />
}
