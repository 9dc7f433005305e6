import type { CellState } from '../../domain/grid/cell.ts'
import { stateBarParts } from './stateBarParts.ts'
import './StateBar.css'

interface StateBarProps {
  readonly counts: Readonly<Record<CellState, number>>
}

/**
 * A bar of states, as high as its `--en-bar-height`. Hidden from screen readers: the numbers stand beside it.
 * One element: a grid shows hundreds of them.
 */
export function StateBar({ counts }: StateBarProps) {
  return (
    <span className="en-bar" style={{ backgroundImage: barImage(counts) }} aria-hidden="true" />
  )
}

function barImage(counts: StateBarProps['counts']): string {
  let end = 0
  const stops = stateBarParts(counts).flatMap(({ state, share }) => {
    const from = end
    end += share * 100
    const gap = from > 0 ? `transparent ${from}% calc(${from}% + 1px), ` : ''
    return `${gap}var(--en-bar-${state}) ${from > 0 ? `calc(${from}% + 1px)` : '0%'} ${end}%`
  })
  return stops.length === 0 ? 'none' : `linear-gradient(to right, ${stops.join(', ')})`
}
