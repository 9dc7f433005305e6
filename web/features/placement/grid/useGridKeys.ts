import type { KeyboardEvent } from 'react'
import { headHeight, rowHeight, type GridGeometry } from './gridGeometry.ts'
import type { GridProps } from './gridProps.ts'
import { moveInGrid, type GridPosition } from './moveInGrid.ts'
import { reveal } from './reveal.ts'
import type { Hint } from './useHint.ts'

interface GridKeys {
  readonly props: GridProps
  readonly geometry: GridGeometry
  readonly active: GridPosition | undefined
  readonly setActive: (to: GridPosition) => void
  /** Lights a cell and offers its tooltip. */
  readonly point: (at: GridPosition) => void
  readonly hint: Hint
  readonly activate: (at: GridPosition, by: 'keyboard') => void
}

const otherKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'Escape'])

/** The keyboard in the grid: moving, opening with Enter, closing with Escape. */
export function useGridKeys(keys: GridKeys) {
  const { props, geometry, active, hint } = keys
  const { scroll, onClose } = props

  /** Only the keyboard's user needs to see where the keyboard is. */
  function showFocus(isShown: boolean) {
    scroll.element.current?.toggleAttribute('data-keyboard', isShown)
  }

  function moveTo(to: GridPosition) {
    keys.setActive(to)
    keys.point(to)
    const { top, left } = reveal(geometry, scroll.view(), to)
    scroll.element.current?.scrollTo({ top, left })
  }

  function escape() {
    if (hint.at === undefined) onClose()
    else hint.offer(undefined)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    const from = active ?? { row: 0, column: 0 }
    const page = Math.max(1, Math.floor((scroll.view().height - headHeight) / rowHeight) - 2)
    const extent = { rows: geometry.rowCount, columns: geometry.columnCount, page }
    const to = moveInGrid(event.key, event.ctrlKey, from, extent)
    if (to === undefined && !otherKeys.has(event.key)) return
    event.preventDefault()
    showFocus(true)
    if (to !== undefined) moveTo(to)
    else if (event.key === 'Escape') escape()
    else keys.activate(from, 'keyboard')
  }

  return { onKeyDown, showFocus }
}
