import { useCallback, type ReactNode } from 'react'
import type { GridFrame, GridQuery } from '../../../../domain/grid/frame.ts'
import { CellHintBody } from './CellHintBody.tsx'
import { CountsHint, NodeHint } from './HeadHints.tsx'
import { columnAt, rowOf } from './keepRows.ts'
import type { SumRow } from './rowColumns.ts'
import { shortName } from '../../../ui/shortName.ts'
import type { GridPosition } from './moveInGrid.ts'
import { elementOf } from './useCrosshair.ts'
import type { GridScroll } from './useGridScroll.ts'
import './CellHint.css'

interface CellHintProps {
  readonly at: GridPosition
  readonly scroll: GridScroll
  readonly frame: GridFrame
  readonly query: GridQuery
}

const distance = 8
const width = 380
/** Room that a tooltip of usual length needs. */
const usualHeight = 170

/** The tooltip of a cell or a head: what, why, and what else there is. Everything in it is in the panel too. */
export function CellHint({ at, scroll, frame, query }: CellHintProps) {
  const place = useCallback(
    (hint: HTMLElement | null) => {
      const grid = scroll.element.current
      const anchor = grid === null ? null : elementOf(grid, at)
      const around = hint?.parentElement ?? null
      if (hint === null || anchor === null || around === null) return
      placeBeside(hint, anchor.getBoundingClientRect(), around.getBoundingClientRect())
    },
    [scroll, at],
  )
  const content = hintContent(frame, query, at)
  if (content === undefined) return null
  return (
    <div role="tooltip" className="en-hint" ref={place}>
      {content}
    </div>
  )
}

function hintContent(frame: GridFrame, query: GridQuery, at: GridPosition): ReactNode {
  const head = columnAt(frame, at.column)
  if (at.row < 0) {
    return head === undefined ? undefined : <CountsHint head={head} counts={head.counts} />
  }
  const row = rowOf(frame, at.row)
  if (row === undefined) return undefined
  if (row.kind !== 'node') return sumHint(frame, row, at)
  if (at.column < 0) return <NodeHint row={row} />
  const code = row.cells[at.column - frame.window.firstColumn]
  if (head === undefined || code === undefined) return undefined
  const shortNode = shortName(row.name, frame.nameSuffix)
  return <CellHintBody {...{ query, head, code, shortNode }} node={row.name} />
}

function sumHint(frame: GridFrame, row: SumRow, { column }: GridPosition): ReactNode {
  const head = columnAt(frame, column)
  const sum = row.cells[column - frame.window.firstColumn]
  if (head === undefined || sum === undefined) return undefined
  const group = row.kind === 'group' ? { group: row.values.join(' ') } : {}
  return <CountsHint head={head} counts={sum.counts} {...group} />
}

/** Below the row, or above it where there is more room; never over it. */
function placeBeside(hint: HTMLElement, anchor: DOMRect, around: DOMRect) {
  const left = Math.min(anchor.left - around.left - 32, around.width - width - distance)
  hint.style.insetInlineStart = `${Math.max(distance, left)}px`
  if (anchor.bottom + usualHeight < around.bottom) {
    hint.style.insetBlockStart = `${anchor.bottom - around.top + distance}px`
  } else {
    hint.style.insetBlockEnd = `${around.bottom - anchor.top + distance}px`
  }
}
