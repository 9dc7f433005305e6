import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon.js'
import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon.js'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon.js'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { RoleIcon } from '../../../ui/RoleIcon.tsx'
import { CellStrip } from './CellStrip.tsx'
import { ReadyCell } from './ReadyCell.tsx'
import type { RowColumns, SumRow } from './rowColumns.ts'
import { SumCells } from './SumCells.tsx'

interface GroupRowProps {
  readonly row: SumRow
  readonly columns: RowColumns
  /** Distance from the section's top for a fold; a group's row sticks under the head instead. */
  readonly top: number | undefined
  readonly activeColumn: number | undefined
  readonly activeId: string
}

/** A group of nodes, or the nodes without a problem of an open group, folded: what their cells add up to. */
export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { row, columns } = props
  const idOf = (column: number) => (props.activeColumn === column ? props.activeId : undefined)
  return (
    <div
      role="row"
      aria-rowindex={row.index + 2}
      data-key={row.key}
      className={`en-row en-row-${row.kind}`}
      style={props.top === undefined ? undefined : { insetBlockStart: props.top }}
    >
      <GroupHead row={row} id={idOf(-1)} />
      <CellStrip columns={columns}>
        <SumCells row={row} columns={columns} idOf={idOf} />
      </CellStrip>
      <ReadyCell
        ready={row.ready}
        desired={row.desired}
        columns={columns}
        id={idOf(columns.count)}
      />
    </div>
  )
})

function GroupHead({ row, id }: { readonly row: SumRow; readonly id: string | undefined }) {
  const { t } = useTranslation('placement')
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      aria-expanded={row.open}
      id={id}
      className="en-row-head en-group-head"
    >
      {row.open ? <AngleDownIcon /> : <AngleRightIcon />}
      {row.kind === 'fold' ? (
        <span>{t('grid.fold', { count: row.nodes })}</span>
      ) : (
        <>
          <RoleIcon role={row.role} />
          <span className="en-group-name">
            <strong>{row.values[0] === '' ? t('grid.noValue') : row.values[0]}</strong>
            {row.values.length > 1 && ` ${row.values.slice(1).join(' ')}`}
          </span>
          <span className="en-zone">{t('grid.nodes', { count: row.nodes })}</span>
          {row.notReady > 0 && (
            <span
              className="en-badge en-badge-notReady"
              title={t('grid.notReady', { count: row.notReady })}
            >
              <ExclamationTriangleIcon /> {row.notReady}
            </span>
          )}
        </>
      )}
    </div>
  )
}
