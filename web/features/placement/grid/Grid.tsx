import { useId, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useCellNames } from './cellName.ts'
import { CellHint } from './CellHint.tsx'
import { GridHead } from './GridHead.tsx'
import { gridWidth, headHeight, rowTop, type GridGeometry } from './gridGeometry.ts'
import { GridSections } from './GridSections.tsx'
import { useGridEvents } from './useGridEvents.ts'
import { useGridLayout } from './useGridLayout.ts'
import type { GridProps } from './gridProps.ts'
import './Grid.css'
import './GridHead.css'
import './GridRow.css'

/** Nodes and DaemonSets, a cell for each pair; only what is visible is in the document. */
export function Grid(props: GridProps) {
  const { frame, query, scroll, selected } = props
  const { id, attach } = scroll
  const { t } = useTranslation('placement')
  const names = useCellNames()
  const activeId = useId()
  const { geometry, drawn, filled, columns } = useGridLayout(frame, scroll, props.onWindow)
  const { active, hintAt, handlers } = useGridEvents(props, geometry)
  const selectedUid = frame.columns.find(
    ({ namespace, name }) => namespace === selected?.namespace && name === selected.name,
  )?.uid
  const isActiveDrawn =
    active !== undefined &&
    (active.row < 0 || (active.row >= drawn.firstRow && active.row < drawn.lastRow))
  return (
    <div className="en-grid-frame">
      <div
        role="grid"
        aria-label={t('grid.label')}
        aria-busy={props.mayReadPods && !frame.podsKnown}
        aria-rowcount={frame.rowCount + 1}
        aria-colcount={frame.columnCount + 2}
        aria-activedescendant={isActiveDrawn ? activeId : undefined}
        tabIndex={0}
        className="en-grid"
        style={sizesOf(geometry)}
        data-overflows={gridWidth(geometry) > (scroll.size?.width ?? Infinity)}
        id={id}
        ref={attach}
        {...handlers}
      >
        <div role="presentation" className="en-grid-content">
          <GridHead
            columns={columns}
            suffix={frame.nameSuffix}
            activeColumn={active?.row === -1 ? active.column : undefined}
            {...{ activeId, selectedUid }}
          />
          <div role="presentation" className="en-body">
            <GridSections
              {...{
                frame,
                query,
                geometry,
                columns,
                names,
                active,
                activeId,
                selected,
                selectedUid,
              }}
              firstRow={drawn.firstRow}
              lastRow={drawn.lastRow}
              filled={filled}
            />
            <div className="en-crosshair" aria-hidden="true">
              <div className="en-crosshair-row" hidden />
              <div className="en-crosshair-column" hidden />
            </div>
          </div>
        </div>
      </div>
      {hintAt !== undefined && <CellHint at={hintAt} scroll={scroll} frame={frame} query={query} />}
    </div>
  )
}

/** Sizes for the style sheet, as custom properties; they change with the window and the layout only. */
function sizesOf(geometry: GridGeometry): CSSProperties {
  const { nodeWidth, columnWidth, rowCount } = geometry
  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--en-node': `${nodeWidth}px`,
    '--en-column': `${columnWidth}px`,
    '--en-head-height': `${headHeight}px`,
    '--en-width': `${gridWidth(geometry)}px`,
    '--en-height': `${rowTop(geometry, rowCount)}px`,
  }
  return sizes
}
