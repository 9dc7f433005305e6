import type { ReactElement } from 'react'
import type { CellState } from '../../domain/grid/cell.ts'

const round = { strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const outline = (
  <rect x="2.9" y="2.9" width="10.2" height="10.2" rx="2.2" className="en-glyph-line" />
)

/**
 * One shape a state, 16 × 16, told apart by outline and fill, not by colour. `en-glyph-fill` and `en-glyph-line` take
 * the state's colour, `en-glyph-mark` the colour of a mark inside a filled shape.
 */
export const glyphShapes: Readonly<Record<CellState | 'outdated', ReactElement>> = {
  ready: <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" className="en-glyph-fill" />,
  starting: (
    <>
      {outline}
      <path
        d="M2.9 8.2h10.2v2.7a2.2 2.2 0 0 1-2.2 2.2H5.1a2.2 2.2 0 0 1-2.2-2.2z"
        className="en-glyph-fill"
      />
    </>
  ),
  pending: (
    <>
      <circle cx="8" cy="8" r="6" className="en-glyph-line" strokeWidth="1.7" />
      <path d="M8 4.6V8.2l2.5 1.5" className="en-glyph-line" strokeWidth="1.7" {...round} />
    </>
  ),
  failing: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" className="en-glyph-fill" />
      <path d="M5.5 5.5l5 5m0-5l-5 5" className="en-glyph-mark" strokeWidth="1.9" {...round} />
    </>
  ),
  missing: (
    <path
      d="M2.2 5.6V4.4A2.2 2.2 0 0 1 4.4 2.2H5.6M10.4 2.2h1.2a2.2 2.2 0 0 1 2.2 2.2v1.2M13.8 10.4v1.2a2.2 2.2 0 0 1-2.2 2.2h-1.2M5.6 13.8H4.4a2.2 2.2 0 0 1-2.2-2.2v-1.2M7.1 2.2h1.8M7.1 13.8h1.8M2.2 7.1v1.8M13.8 7.1v1.8"
      className="en-glyph-line"
      strokeWidth="1.8"
    />
  ),
  terminating: (
    <>
      {outline}
      <path d="M5.6 8h4.8" className="en-glyph-line" strokeWidth="1.9" {...round} />
    </>
  ),
  misscheduled: (
    <>
      <path d="M8 .6L15.4 8 8 15.4.6 8z" className="en-glyph-fill" />
      <path d="M8 4.6v3.9M8 11.1v.01" className="en-glyph-mark" strokeWidth="1.9" {...round} />
    </>
  ),
  notTargeted: <circle cx="8" cy="8" r="1.4" className="en-glyph-fill" />,
  outdated: <path d="M8.6 0H16v7.4z" className="en-glyph-corner" />,
}
