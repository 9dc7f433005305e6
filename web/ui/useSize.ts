import { createContext, useCallback, useContext, useState } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

/** A size for every element that is measured below it: for tests, where there is no layout. */
export const SizeContext = createContext<Size | undefined>(undefined)

/**
 * An element's inner size, and again whenever it changes.
 * @returns a ref for the element, and its size: undefined until it has been measured
 */
export function useSize(): readonly [
  (element: Element | null) => (() => void) | undefined,
  Size | undefined,
] {
  const given = useContext(SizeContext)
  const [measured, setMeasured] = useState<Size>()
  const ref = useCallback(
    (element: Element | null) => {
      if (element === null || given !== undefined) return undefined
      const measure = () =>
        setMeasured({ width: element.clientWidth, height: element.clientHeight })
      measure()
      const observer = new ResizeObserver(measure)
      observer.observe(element)
      return () => observer.disconnect()
    },
    [given],
  )
  return [ref, given ?? measured]
}
