import { Button, Skeleton } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon.js'
import { useCallback, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { useView } from '../../../live/useView.ts'
import type { CellAddress, CellView } from '../../../live/views.ts'
import type { GridPosition } from '../grid/moveInGrid.ts'
import { PanelBody } from './PanelBody.tsx'
import { Stepper } from './Stepper.tsx'
import './CellPanel.css'

interface CellPanelProps {
  readonly cell: CellAddress
  readonly query: GridQuery
  /** How often the keyboard has opened it, since the pointer did: each time it takes the focus. */
  readonly openedByKey: number
  readonly onSelect: (cell: CellAddress) => void
  /** Hears once where the cell stands in the grid. */
  readonly onPlace: (place: GridPosition) => void
  readonly onClose: () => void
}

/** One cell: where, in which state and since when, why, what would change it, and its Pods. */
export function CellPanel({
  cell,
  query,
  openedByKey,
  onSelect,
  onPlace,
  onClose,
}: CellPanelProps) {
  const { t } = useTranslation('placement')
  const view = useView('cell', { query, cell })
  const isCurrent = view !== undefined && isOf(view, cell)
  useFirstPlace(isCurrent ? view : undefined, cell, onPlace)
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (openedByKey > 0) title.current?.focus()
  }, [openedByKey])
  return (
    <aside className="en-panel" aria-labelledby={titleId} ref={useEscape(onClose)}>
      <div className="en-panel-top">
        <span className="en-panel-where">{t('panel.where', { ...cell })}</span>
        {isCurrent && <Stepper view={view} onSelect={onSelect} />}
        <Button
          variant="plain"
          icon={<TimesIcon />}
          aria-label={t('panel.close')}
          onClick={onClose}
        />
      </div>
      <h2 className="pf-v6-c-title pf-m-lg en-panel-title" id={titleId} ref={title} tabIndex={-1}>
        {cell.node}
      </h2>
      {isCurrent ? <PanelBody view={view} cell={cell} /> : <PanelSkeleton />}
    </aside>
  )
}

/** Says where a cell stands, once for each cell: later changes of the grid don't scroll it. */
function useFirstPlace(
  view: CellView | undefined,
  { namespace, name, node }: CellAddress,
  onPlace: CellPanelProps['onPlace'],
) {
  const said = useRef('')
  const address = `${namespace}/${name}@${node}`
  const place = view?.place
  useEffect(() => {
    if (place === undefined || said.current === address) return
    said.current = address
    onPlace(place)
  }, [place, address, onPlace])
}

/** For an element in which Escape closes something. */
function useEscape(onEscape: () => void) {
  return useCallback(
    (element: HTMLElement | null) => {
      const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onEscape()
      element?.addEventListener('keydown', onKeyDown)
      return () => element?.removeEventListener('keydown', onKeyDown)
    },
    [onEscape],
  )
}

function PanelSkeleton() {
  const { t } = useTranslation('placement')
  return (
    <div className="en-panel-section">
      <Skeleton width="55%" screenreaderText={t('panel.loading')} />
      <Skeleton height="5rem" />
      <Skeleton height="9rem" />
    </div>
  )
}

/** The answer to an earlier question stays until the new one is there. */
function isOf({ node, daemonSet }: CellView, cell: CellAddress): boolean {
  return (
    (node?.metadata.name ?? cell.node) === cell.node &&
    (daemonSet?.metadata.name ?? cell.name) === cell.name &&
    (daemonSet?.metadata.namespace ?? cell.namespace) === cell.namespace
  )
}
