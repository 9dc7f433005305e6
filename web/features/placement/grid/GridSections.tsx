import { groupOf } from './gridGeometry.ts'
import { GridSection, type RowContext } from './GridSection.tsx'

interface GridSectionsProps extends RowContext {
  /** Rows to draw. */
  readonly firstRow: number
  readonly lastRow: number
}

/** The groups whose rows are drawn; where nothing is grouped, one section with all rows. */
export function GridSections(props: GridSectionsProps) {
  const { geometry, firstRow, lastRow } = props
  const { groupRows, rowCount } = geometry
  const starts = groupRows.length === 0 ? [0] : visibleStarts(props)
  return starts.map((from) => {
    const next = groupRows[groupRows.indexOf(from) + 1]
    const to = groupRows.length === 0 ? rowCount : (next ?? rowCount)
    return <GridSection key={from} {...props} from={from} to={to} first={firstRow} last={lastRow} />
  })
}

function visibleStarts({ geometry, firstRow, lastRow }: GridSectionsProps): readonly number[] {
  const start = groupOf(geometry, firstRow) ?? 0
  return geometry.groupRows.filter((row) => row >= start && row < lastRow)
}
