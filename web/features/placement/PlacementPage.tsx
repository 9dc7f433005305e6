import { useState } from 'react'
import type { GridFrame, GridWindow } from '../../../domain/grid/frame.ts'
import { parseLabelSelector } from '../../../domain/k8s/parseLabelSelector.ts'
import { useView } from '../../live/useView.ts'
import { GridArea } from './GridArea.tsx'
import { PlacementHeader } from './header/PlacementHeader.tsx'
import { FilteredOut, NoDaemonSets, NoNodes } from './states/GridEmpty.tsx'
import { Denied, Unreachable } from './states/GridRefused.tsx'
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
  const url = useGridUrl()
  const { query, change } = url
  const [window, setWindow] = useState(firstWindow)
  const frame = useView('grid', { query, window })
  const connection = useView('connection', {})
  const vocabulary = useView('vocabulary', {})
  const phase = placementPhase(connection, frame)
  const selectorError = errorOf(query.nodeLabels) ?? frame?.queryError?.message
  const isKnown = phase.kind !== 'loading' && phase.kind !== 'denied'
  const shown = isKnown ? frame : undefined
  return (
    <div className="en-placement">
      <PlacementHeader frame={shown} query={query} change={change} />
      <PlacementToolbar {...{ query, change, vocabulary, selectorError }} />
      <FilterChips
        {...{ query, change }}
        nodes={shown?.nodes}
        daemonSets={shown?.daemonSets}
      />
      <Notices connection={connection} />
      <PhaseBody
        {...{ phase, frame, url }}
        isStale={connection !== undefined && staleSince(connection) !== undefined}
        onWindow={setWindow}
      />
    </div>
  )
}

interface PhaseBodyProps {
  readonly phase: PlacementPhase
  readonly frame: GridFrame | undefined
  readonly url: GridUrl
  readonly isStale: boolean
  readonly onWindow: (window: GridWindow) => void
}

function PhaseBody({ phase, frame, url, isStale, onWindow }: PhaseBodyProps) {
  const { query, change } = url
  switch (phase.kind) {
    case 'loading':
      return <GridSkeleton />
    case 'denied':
      return <Denied resource={phase.resource} why={phase.why} />
    case 'unreachable':
      return <Unreachable why={phase.why} />
    case 'noNodes':
      return <NoNodes />
    case 'noDaemonSets':
      return <NoDaemonSets />
    case 'noNodesLeft':
    case 'noDaemonSetsLeft': {
      const of = phase.kind === 'noNodesLeft' ? 'nodes' : 'daemonSets'
      return frame === undefined ? null : <FilteredOut {...{ of, frame, query, change }} />
    }
    case 'grid':
      return <GridArea frame={phase.frame} {...{ url, isStale, onWindow }} />
  }
}

function errorOf(selector: string): string | undefined {
  const read = parseLabelSelector(selector)
  return 'error' in read ? read.error : undefined
}
