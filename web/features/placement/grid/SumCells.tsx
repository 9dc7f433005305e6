import { useTranslation } from 'react-i18next'
import { cellStates, problemStates, type CellState } from '../../../../domain/grid/cell.ts'
import type { StateCounts } from '../../../../domain/grid/frame.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { Ratio, RatioBar } from './Ratio.tsx'
import { daemonSetName, drawnColumns, type RowColumns, type SumRow } from './rowColumns.ts'

type Sum = SumRow['cells'][number]

interface SumCellsProps {
  readonly row: SumRow
  readonly columns: RowColumns
  readonly idOf: (column: number) => string | undefined
}

/** Per DaemonSet: how many of a group's cells are in which state, as a bar and as ready/targeted. */
export function SumCells({ row, columns, idOf }: SumCellsProps) {
  const { t } = useTranslation('placement')
  const { t: stateText } = useTranslation('states')
  return drawnColumns(columns).map(({ head, place }) => {
    const sum = row.cells[place]
    if (sum === undefined) return null
    const states = columns.podsKnown ? statesText(sum) : stateText('loading')
    return (
      <div
        key={head.uid}
        role="gridcell"
        aria-colindex={head.index + 2}
        aria-label={t('grid.sum', { daemonSet: daemonSetName(head), states })}
        id={idOf(head.index)}
        className="en-sum"
      >
        <SumContent sum={sum} columns={columns} />
      </div>
    )
  })

  function statesText({ counts }: Sum): string {
    const states = cellStates
      .filter((state) => state !== 'notTargeted' && counts[state] > 0)
      .map((state) => `${counts[state]} ${stateText(`name.${state}`)}`)
    return states.length === 0 ? stateText('name.notTargeted') : states.join(', ')
  }
}

function SumContent({ sum, columns }: { readonly sum: Sum; readonly columns: RowColumns }) {
  const { ready, desired, counts } = sum
  const { width, podsKnown } = columns
  if (desired === 0) {
    const state = worstState(counts)
    if (state === undefined) return <span className="en-sum-none">–</span>
    return (
      <span className="en-sum-only">
        <StateGlyph state={state} />
        <strong>{counts[state]}</strong>
      </span>
    )
  }
  return (
    <>
      <RatioBar {...{ counts, podsKnown }} />
      <Ratio {...{ ready, desired, width, podsKnown }} />
    </>
  )
}

/** Where no Pod should run: the worst that is there all the same. */
function worstState(counts: StateCounts): CellState | undefined {
  const present = cellStates.filter((state) => state !== 'notTargeted' && counts[state] > 0)
  return present.find((state) => problemStates.includes(state)) ?? present[0]
}
