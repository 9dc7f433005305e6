import { useLayoutEffect, useRef, type RefObject } from 'react'
import { decodeCell } from '../../../../domain/grid/cell.ts'
import type { NodeGridRow, RowColumns } from './rowColumns.ts'

const fadeMs = 200

/**
 * Fades each cell once whose state has changed while its row was on screen; not where less motion is wished, and not
 * when Pods become known: then all of them change at once.
 */
export function useFadeChanges(
  strip: RefObject<HTMLElement | null>,
  row: NodeGridRow,
  columns: RowColumns,
): void {
  const shown = useRef({ row, columns })
  useLayoutEffect(() => {
    const before = shown.current
    shown.current = { row, columns }
    if (before.row === row || before.columns !== columns || before.row.uid !== row.uid) return
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const first = Math.max(columns.first, columns.offset) - columns.offset
    for (const [place, cell] of [...(strip.current?.children ?? [])].entries()) {
      const code = before.row.cells[first + place]
      if (code === undefined || code === row.cells[first + place]) continue
      if (decodeCell(code).placeholder) continue
      cell.animate([{ opacity: 0 }, { opacity: 1 }], { duration: fadeMs, easing: 'ease-out' })
    }
  })
}
