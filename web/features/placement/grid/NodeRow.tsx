import { memo, useRef } from 'react'
import { Link } from 'react-router'
import { decodeCell } from '../../../../domain/grid/cell.ts'
import { RoleIcon } from '../../../ui/RoleIcon.tsx'
import { nodePath } from '../paths.ts'
import type { CellNames } from './cellName.ts'
import { CellStrip } from './CellStrip.tsx'
import { GridCell } from './GridCell.tsx'
import { NodeBadges } from './NodeBadges.tsx'
import { ReadyCell } from './ReadyCell.tsx'
import { daemonSetName, drawnColumns, type NodeGridRow, type RowColumns } from './rowColumns.ts'
import { shortName } from '../../../ui/shortName.ts'
import { useFadeChanges } from './useFadeChanges.ts'

interface NodeRowProps {
  readonly row: NodeGridRow
  readonly columns: RowColumns
  /** Distance from the top of the section. */
  readonly top: number
  readonly names: CellNames
  /** A suffix of all nodes' names, said once in the corner. */
  readonly suffix: string
  readonly hasZone: boolean
  readonly activeColumn: number | undefined
  readonly activeId: string
  /** uid of the DaemonSet whose cell has its panel open. */
  readonly selectedUid: string | undefined
}

/** A node, and one cell for each DaemonSet. */
export const NodeRow = memo(function NodeRow(props: NodeRowProps) {
  const { row, columns, names } = props
  const strip = useRef<HTMLDivElement>(null)
  useFadeChanges(strip, row, columns)
  const idOf = (column: number) => (props.activeColumn === column ? props.activeId : undefined)
  return (
    <div
      role="row"
      aria-rowindex={row.index + 2}
      className={row.notReady ? 'en-row en-row-not-ready' : 'en-row'}
      style={{ insetBlockStart: props.top }}
    >
      <div role="rowheader" aria-colindex={1} id={idOf(-1)} className="en-row-head">
        <RoleIcon role={row.role} />
        <Link to={nodePath(row.name)} tabIndex={-1} aria-label={row.name} className="en-node-name">
          {shortName(row.name, props.suffix)}
        </Link>
        {props.hasZone && row.zone !== undefined && <span className="en-zone">{row.zone}</span>}
        <NodeBadges badges={row.badges} />
      </div>
      <CellStrip ref={strip} columns={columns}>
        {drawnColumns(columns).map(({ head, place }) => {
          const code = row.cells[place]
          return code === undefined ? null : (
            <GridCell
              key={head.uid}
              code={code}
              name={names.cell(daemonSetName(head), row.name, decodeCell(code))}
              column={head.index}
              id={idOf(head.index)}
              isSelected={head.uid === props.selectedUid}
            />
          )
        })}
      </CellStrip>
      <ReadyCell
        ready={row.ready}
        desired={row.desired}
        columns={columns}
        id={idOf(columns.count)}
        isMuted={row.notReady}
      />
    </div>
  )
})
