import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { GridQuery } from '../../../domain/grid/frame.ts'
import type { CellAddress } from '../../live/views.ts'
import { parseGridUrl, printGridUrl } from './gridUrl.ts'

export interface GridUrl {
  readonly query: GridQuery
  readonly cell: CellAddress | undefined
  /** Changes parts of the query; the browser's Back button leaves the page, it doesn't undo keystrokes. */
  readonly change: (patch: Partial<GridQuery>) => void
  /** Opens a cell's panel (Back closes it again), shows another cell in it, or closes it. */
  readonly select: (cell: CellAddress | undefined) => void
}

/** The grid's state in the page's URL. */
export function useGridUrl(): GridUrl {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const location = useMemo(() => parseGridUrl(new URLSearchParams(text)), [text])
  const change = useCallback(
    (patch: Partial<GridQuery>) =>
      setParams(
        (now) => {
          const { query, cell } = parseGridUrl(now)
          return printGridUrl({ query: { ...query, ...patch }, cell })
        },
        { replace: true },
      ),
    [setParams],
  )
  const isOpen = location.cell !== undefined
  const select = useCallback(
    (cell: CellAddress | undefined) =>
      setParams((now) => printGridUrl({ query: parseGridUrl(now).query, cell }), {
        replace: isOpen,
      }),
    [setParams, isOpen],
  )
  return { ...location, change, select }
}
