import { useCallback, useMemo, useState } from 'react'
import type { GridFrame, GridWindow } from '../../../domain/grid/frame.ts'
import { parseLabelSelector } from '../../../domain/k8s/parseLabelSelector.ts'
import { useView } from '../../live/useView.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import { keepRows } from './grid/keepRows.ts'
import { GridArea } from './GridArea.tsx'
import { PlacementHeader } from './header/PlacementHeader.tsx'
import { FilteredOut, NoDaemonSets, NoNodes } from './states/GridEmpty.tsx'
import { GridSkeleton } from './states/GridSkeleton.tsx'
import { Notices } from './states/Notices.tsx'
import { placementPhase, type PlacementPhase } from './states/placementPhase.ts'
import { staleSince } from './states/staleSince.ts'
import { FilterChips } from './toolbar/FilterChips.tsx'
import { PlacementToolbar } from './toolbar/PlacementToolbar.tsx'
import { useGridUrl, type GridUrl } from './useGridUrl.ts'
import './PlacementPage.css'

/** What a screen shows at first; the grid asks for more when it knows its size. */
const firstWindow: GridWindow = { firstRow: 0, lastRow: 96, firstColumn: 0, lastColumn: 48 }

/** The page Placement: the live grid of nodes and DaemonSets. */
export function PlacementPage() {
  const { url, sortAgain } = useOrderedUrl()
  const { query, change } = url
  const [window, setWindow] = useState(firstWindow)
  const frame = useKeptFrame(useView('grid', { query, window }))
  const connection = useView('connection', {})
  const vocabulary = useView('vocabulary', {})
  const phase = placementPhase(connection, frame)
  const selectorError = errorOf(query.nodeLabels) ?? frame?.queryError?.message
  const isKnown = phase.kind !== 'loading' && phase.kind !== 'refused'
  const shown = isKnown ? frame : undefined
  return (
    <div className="en-placement">
      <PlacementHeader frame={shown} query={query} change={change} />
      <PlacementToolbar
        {...{ query, change, vocabulary, selectorError, sortAgain }}
        orderChanged={frame?.orderChanged === true}
      />
      <FilterChips {...{ query, change }} nodes={shown?.nodes} daemonSets={shown?.daemonSets} />
      {phase.kind !== 'refused' && <Notices connection={connection} />}
      <PhaseBody
        {...{ phase, url }}
        isStale={connection !== undefined && staleSince(connection) !== undefined}
        mayReadPods={connection?.resources.pods.state !== 'denied'}
        onWindow={setWindow}
      />
    </div>
  )
}

/** The URL's query with the number that asks for a new order; that one is not in the URL. */
function useOrderedUrl(): { readonly url: GridUrl; readonly sortAgain: () => void } {
  const url = useGridUrl()
  const [order, setOrder] = useState(0)
  const sortAgain = useCallback(() => setOrder((now) => now + 1), [])
  const query = useMemo(
    () => (order === 0 ? url.query : { ...url.query, order }),
    [url.query, order],
  )
  return { url: { ...url, query }, sortAgain }
}

/** The newest frame, with what hasn't changed taken from the one before. */
function useKeptFrame(newest: GridFrame | undefined): GridFrame | undefined {
  const [kept, setKept] = useState({ newest, frame: newest })
  if (kept.newest === newest || newest === undefined) return kept.frame
  const frame = keepRows(kept.frame, newest)
  setKept({ newest, frame })
  return frame
}

interface PhaseBodyProps {
  readonly phase: PlacementPhase
  readonly url: GridUrl
  readonly isStale: boolean
  readonly mayReadPods: boolean
  readonly onWindow: (window: GridWindow) => void
}

function PhaseBody({ phase, url, isStale, mayReadPods, onWindow }: PhaseBodyProps) {
  const { query, change } = url
  switch (phase.kind) {
    case 'loading':
      return <GridSkeleton />
    case 'refused':
      return <DataEmptyState state={phase.state} />
    case 'noNodes':
      return <NoNodes />
    case 'noDaemonSets':
      return <NoDaemonSets />
    case 'noNodesLeft':
      return <FilteredOut of="nodes" frame={phase.frame} {...{ query, change }} />
    case 'noDaemonSetsLeft':
      return <FilteredOut of="daemonSets" frame={phase.frame} {...{ query, change }} />
    case 'grid':
      return <GridArea frame={phase.frame} {...{ url, isStale, mayReadPods, onWindow }} />
  }
}

function errorOf(selector: string): string | undefined {
  const read = parseLabelSelector(selector)
  return 'error' in read ? read.error : undefined
}
