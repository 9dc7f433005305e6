import { useRef, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import type { GridProps } from './Grid.tsx'
import { headHeight, rowHeight, type GridGeometry } from './gridGeometry.ts'
import { moveInGrid, type GridPosition } from './moveInGrid.ts'
import { reveal } from './reveal.ts'
import { useActivate } from './useActivate.ts'
import { useActiveCell } from './useActiveCell.ts'
import { positionOf, useCrosshair } from './useCrosshair.ts'
import { useHint } from './useHint.ts'

const handledKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'Escape'])

/** Pointer and keyboard on the whole grid; its cells have no handlers of their own. */
export function useGridEvents(props: GridProps, geometry: GridGeometry) {
  const { frame, scroll, onClose } = props
  const [active, setActive] = useActiveCell(frame)
  const crosshair = useCrosshair(scroll.element, geometry)
  const hint = useHint()
  const activate = useActivate(props)
  const hovered = useRef<GridPosition>(undefined)
  const point = (at: GridPosition | undefined) => {
    crosshair.point(at)
    hint.offer(at)
  }

  /** Only the keyboard's user needs to see where the keyboard is. */
  function showFocus(isShown: boolean) {
    scroll.element.current?.toggleAttribute('data-keyboard', isShown)
  }

  function moveTo(to: GridPosition) {
    setActive(to)
    point(to)
    const { top, left } = reveal(geometry, scroll.view(), to)
    scroll.element.current?.scrollTo({ top, left })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    const from = active ?? { row: 0, column: 0 }
    const page = Math.max(1, Math.floor((scroll.view().height - headHeight) / rowHeight) - 2)
    const extent = { rows: geometry.rowCount, columns: geometry.columnCount, page }
    const to = moveInGrid(event.key, event.ctrlKey, from, extent)
    if (to === undefined && !handledKeys.has(event.key)) return
    showFocus(true)
    if (to !== undefined) moveTo(to)
    else if (event.key === 'Escape') escape()
    else activate(from, 'keyboard')
    event.preventDefault()
  }

  function escape() {
    if (hint.at === undefined) onClose()
    else hint.offer(undefined)
  }

  function onPointerOver({ target }: PointerEvent) {
    const at = positionOf(target)
    const { current } = hovered
    if (at?.row === current?.row && at?.column === current?.column) return
    hovered.current = at
    point(at)
  }

  function onPointerLeave() {
    hovered.current = undefined
    point(undefined)
  }

  function onClick({ target }: MouseEvent) {
    const at = positionOf(target)
    if (at === undefined) return
    setActive(at)
    hint.offer(undefined)
    const isLink = target instanceof Element && target.closest('a') !== null
    const isHead = at.row < 0 || (at.column < 0 && isNode(at))
    if (!isLink && !isHead) activate(at, 'pointer')
  }

  const isNode = ({ row }: GridPosition) =>
    frame.rows.some((each) => each.index === row && each.kind === 'node')

  function onFocus({ currentTarget }: FocusEvent) {
    if (active === undefined) setActive({ row: 0, column: 0 })
    if (currentTarget.matches(':focus-visible')) showFocus(true)
  }

  function onScroll() {
    hint.hide()
    scroll.onScroll()
  }

  return {
    active,
    crosshair,
    hintAt: hint.at,
    handlers: {
      onKeyDown,
      onPointerOver,
      onPointerLeave,
      onClick,
      onScroll,
      onPointerDown: () => showFocus(false),
      onFocus,
      onBlur: () => hovered.current === undefined && point(undefined),
    },
  }
}
