import { useCallback, useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { headHeight, rowAt, rowTop, type GridGeometry } from '../grid/gridGeometry.ts'
import type { GridScroll } from '../grid/useGridScroll.ts'

const arrowPixels = 84

/** Moves the grid by the map, and the map's frame by the grid; without React, at each pixel. */
export function useMapScroll(geometry: GridGeometry, scroll: GridScroll, mapHeight: number) {
  const { t } = useTranslation('placement')
  const bar = useRef<HTMLDivElement>(null)
  const { rowCount } = geometry
  const follow = useCallback(() => {
    const view = scroll.view()
    const from = exactRow(geometry, view.top)
    const to = exactRow(geometry, view.top + Math.max(view.height - headHeight, 0))
    const visible = { from: Math.floor(from) + 1, to: Math.ceil(to), of: rowCount }
    bar.current?.setAttribute('aria-valuenow', String(visible.from))
    bar.current?.setAttribute('aria-valuetext', t('map.value', visible))
    if (bar.current === null || rowCount === 0) return
    bar.current.style.insetBlockStart = `${(from / rowCount) * mapHeight}px`
    bar.current.style.blockSize = `${Math.max(((to - from) / rowCount) * mapHeight, 6)}px`
  }, [geometry, scroll, mapHeight, rowCount, t])
  useEffect(() => {
    follow()
    return scroll.listen(follow)
  }, [follow, scroll])

  function moveTo({ clientY, currentTarget }: PointerEvent<HTMLElement>) {
    const y = clientY - currentTarget.getBoundingClientRect().top
    const middle = rowTop(geometry, Math.round((y / Math.max(mapHeight, 1)) * rowCount))
    const { height } = scroll.view()
    scroll.element.current?.scrollTo({ top: middle - (height - headHeight) / 2 })
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    moveTo(event)
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event)
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = scroll.view().height - headHeight
    const steps = new Map([
      ['ArrowUp', -arrowPixels],
      ['ArrowDown', arrowPixels],
      ['PageUp', -page],
      ['PageDown', page],
      ['Home', -Infinity],
      ['End', Infinity],
    ])
    const step = steps.get(event.key)
    if (step === undefined) return
    event.preventDefault()
    const top = Math.max(0, Math.min(rowTop(geometry, rowCount), scroll.view().top + step))
    scroll.element.current?.scrollTo({ top })
  }

  return { bar, handlers: { onPointerDown, onPointerMove, onKeyDown } }
}

/** A row with the part of it that lies above. */
function exactRow(geometry: GridGeometry, y: number): number {
  if (geometry.rowCount === 0) return 0
  const row = rowAt(geometry, y)
  const top = rowTop(geometry, row)
  return row + Math.min(1, (y - top) / (rowTop(geometry, row + 1) - top))
}
