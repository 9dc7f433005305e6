import { useCallback, useEffect, useRef } from 'react'

const stillMs = 100

interface Settled {
  /** Says that something moves; runs the task when it has been still for a moment. */
  readonly moves: (task: () => void) => void
  readonly isMoving: () => boolean
}

/** Puts work off for as long as something moves, such as the grid under the pointer. */
export function useSettled(): Settled {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const moves = useCallback((task: () => void) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      task()
    }, stillMs)
  }, [])
  const isMoving = useCallback(() => timer.current !== undefined, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { moves, isMoving }
}
