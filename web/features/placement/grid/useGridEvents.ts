import { useRef, type FocusEvent, type MouseEvent, type PointerEvent } from 'react'
import type { GridGeometry } from './gridGeometry.ts'
import type { GridProps } from './gridProps.ts'
import type { GridPosition } from './moveInGrid.ts'
import { useActivate } from './useActivate.ts'
import { useActiveCell } from './useActiveCell.ts'
import { positionOf, useCrosshair } from './useCrosshair.ts'
import { useGridKeys } from './useGridKeys.ts'
import { useHint } from './useHint.ts'
import { useSettled } from './useSettled.ts'

/** Pointer and keyboard on the whole grid; its cells have no handlers of their own. */
export function useGridEvents(props: GridProps, geometry: GridGeometry) {
  const { frame, scroll } = props
  const [active, setActive] = useActiveCell(frame)
  const light = useCrosshair(scroll.element, geometry)
  const hint = useHint()
  const activate = useActivate(props)
  const hovered = useRef<GridPosition>(undefined)
  const scrolling = useSettled()
  const point = (at: GridPosition | undefined) => {
    light(at)
    hint.offer(at)
  }
  const keys = useGridKeys({ props, geometry, active, setActive, point, hint, activate })

  function onPointerOver({ target }: PointerEvent) {
    const at = positionOf(target)
    const { current } = hovered
    if (at?.row === current?.row && at?.column === current?.column) return
    hovered.current = at
    if (!scrolling.isMoving()) point(at)
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
    const isNode = frame.rows.some(({ index, kind }) => index === at.row && kind === 'node')
    const isName = at.row < 0 || (at.column < 0 && isNode)
    if (!isName) activate(at, 'pointer')
  }

  function onFocus({ currentTarget }: FocusEvent) {
    if (active === undefined) setActive({ row: 0, column: 0 })
    if (currentTarget.matches(':focus-visible')) keys.showFocus(true)
  }

  function onScroll() {
    hint.hide()
    // While the grid moves under the pointer the crosshair stays with its cell.
    scrolling.moves(() => hovered.current !== undefined && point(hovered.current))
    scroll.onScroll()
  }

  return {
    active,
    hintAt: hint.at,
    handlers: {
      onKeyDown: keys.onKeyDown,
      onPointerDown: () => keys.showFocus(false),
      onPointerOver,
      onPointerLeave,
      onClick,
      onScroll,
      onFocus,
      onBlur: () => hovered.current === undefined && point(undefined),
    },
  }
}
