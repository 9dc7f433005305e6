import type { CellState } from '../../domain/grid/cell.ts'
import { glyphShapes } from './glyphShapes.tsx'
import './states.css'

interface StateGlyphProps {
  /** 'outdated' alone is the corner, for totals and filters. */
  readonly state: CellState | 'outdated'
  /** Puts the corner on the shape. */
  readonly outdated?: boolean
  /** Pixels; 16 where none is given. */
  readonly size?: number
}

/**
 * The sign of a cell's state, in the state's colour. It is hidden from screen readers: the state's name always stands
 * beside it, or names the element around it.
 */
export function StateGlyph({ state, outdated = false, size = 16 }: StateGlyphProps) {
  return (
    <svg
      className={`en-glyph en-state-${state}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {glyphShapes[state]}
      {outdated && glyphShapes.outdated}
    </svg>
  )
}
