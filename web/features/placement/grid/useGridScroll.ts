import { useCallback, useId, useMemo, useRef, useState, type RefObject } from 'react'
import { useSize, type Size } from '../../../ui/useSize.ts'
import type { Viewport } from './gridGeometry.ts'

/** React hears of scrolling in these steps; more rows and columns than that are drawn beyond the edge. */
const rowStep = 112
const columnStep = 72

export interface GridScroll {
  /** The id of the element that scrolls. */
  readonly id: string
  /** For the element that scrolls. */
  readonly attach: (element: HTMLDivElement | null) => () => void
  readonly element: RefObject<HTMLDivElement | null>
  /** Undefined until it has been measured. */
  readonly size: Size | undefined
  /** Where the view is, in steps. */
  readonly position: { readonly top: number; readonly left: number }
  readonly onScroll: () => void
  /** Where the view is, to the pixel. */
  readonly view: () => Viewport
  /** Hears of each pixel, for what follows the view without React. */
  readonly listen: (listener: () => void) => () => void
}

/** The scrolling of the grid, shared with the map. */
export function useGridScroll(): GridScroll {
  const id = useId()
  const element = useRef<HTMLDivElement>(null)
  const listeners = useRef(new Set<() => void>())
  const [measure, size] = useSize()
  const [position, setPosition] = useState({ top: 0, left: 0 })
  const attach = useCallback(
    (attached: HTMLDivElement | null) => {
      element.current = attached
      const stop = measure(attached)
      return () => {
        stop?.()
        element.current = null
      }
    },
    [measure],
  )
  const view = useCallback(
    () => ({
      top: element.current?.scrollTop ?? 0,
      left: element.current?.scrollLeft ?? 0,
      width: size?.width ?? 0,
      height: size?.height ?? 0,
    }),
    [size],
  )
  const onScroll = useCallback(() => {
    const { top, left } = stepped(view())
    setPosition((now) => (now.top === top && now.left === left ? now : { top, left }))
    for (const listener of listeners.current) listener()
  }, [view])
  const listen = useCallback((listener: () => void) => {
    listeners.current.add(listener)
    return () => listeners.current.delete(listener)
  }, [])
  return useMemo(
    () => ({ id, attach, element, size, position, onScroll, view, listen }),
    [id, attach, size, position, onScroll, view, listen],
  )
}

function stepped({ top, left }: Viewport) {
  return {
    top: Math.floor(top / rowStep) * rowStep,
    left: Math.floor(left / columnStep) * columnStep,
  }
}
