import { useCallback, useDeferredValue, useState } from 'react'
import type { GridFrame, GridWindow } from '../../../domain/grid/frame.ts'
import type { CellAddress } from '../../live/views.ts'
import { useSize } from '../../ui/useSize.ts'
import { Grid } from './grid/Grid.tsx'
import { sharedColumnWidth } from './grid/gridGeometry.ts'
import type { GridPosition } from './grid/moveInGrid.ts'
import { reveal } from './grid/reveal.ts'
import { useGeometry } from './grid/useGridLayout.ts'
import { useGridScroll } from './grid/useGridScroll.ts'
import { toggle } from './gridUrl.ts'
import { Minimap } from './map/Minimap.tsx'
import { CellPanel } from './panel/CellPanel.tsx'
import type { GridUrl } from './useGridUrl.ts'
import './GridArea.css'

interface GridAreaProps {
  readonly frame: GridFrame
  readonly url: GridUrl
  readonly isStale: boolean
  readonly mayReadPods: boolean
  readonly onWindow: (window: GridWindow) => void
}

/** Where columns would be narrower than this beside the whole rail, it shrinks to the map alone. */
const narrowColumn = 44
const railWidth = 264

/** The grid, and beside it the map or the panel of the selected cell. */
export function GridArea({ frame: newest, url, isStale, mayReadPods, onWindow }: GridAreaProps) {
  const frame = useDeferredValue(newest)
  const scroll = useGridScroll()
  const [openedByKey, setOpenedByKey] = useState(0)
  const { query, cell, change, select } = url
  const onOpen = useCallback(
    (opened: CellAddress, by: 'keyboard' | 'pointer') => {
      setOpenedByKey((times) => (by === 'keyboard' ? times + 1 : 0))
      select(opened)
    },
    [select],
  )
  const onClose = useCallback(() => {
    if (cell === undefined) return
    select(undefined)
    scroll.element.current?.focus()
  }, [select, cell, scroll.element])
  const geometry = useGeometry(frame, scroll.size?.width ?? 0)
  const onPlace = (place: GridPosition) =>
    scroll.element.current?.scrollTo(reveal(geometry, scroll.view(), place))
  const onToggle = useCallback(
    (key: string) => change({ toggled: toggle(query.toggled, key) }),
    [change, query.toggled],
  )
  const [measure, area] = useSize()
  const besideRail = sharedColumnWidth((area?.width ?? 0) - railWidth, frame.columnCount)
  return (
    <div className="en-grid-area" data-stale={isStale} ref={measure}>
      <Grid
        {...{ frame, query, scroll, mayReadPods, onWindow, onOpen, onClose, onToggle }}
        selected={cell}
      />
      {cell === undefined ? (
        <Minimap {...{ frame, query, scroll }} isSmall={besideRail < narrowColumn} />
      ) : (
        <CellPanel {...{ cell, query, openedByKey, onPlace, onClose }} onSelect={select} />
      )}
    </div>
  )
}
