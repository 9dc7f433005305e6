import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PlacementReason } from '../../../../domain/placement/projectReason.ts'
import type { CellAddress, CellView } from '../../../live/views.ts'
import { useReasonText } from '../../../ui/reasonText.ts'
import { StateGlyph } from '../../../ui/StateGlyph.tsx'
import { reasonsOf, stateSince } from '../cellStory.ts'
import { useCellNames } from '../grid/cellName.ts'
import { daemonSetName } from '../grid/rowColumns.ts'
import { daemonSetPath, nodePath } from '../paths.ts'
import { useCellStory } from '../useCellStory.ts'
import { FailedCreationNote } from './FailedCreationNote.tsx'
import { PressureAlert } from './PressureAlert.tsx'
import { PodFacts } from './PodFacts.tsx'
import { Since } from './Since.tsx'
import { WhatWouldChange } from './WhatWouldChange.tsx'

interface PanelBodyProps {
  readonly view: CellView
  readonly cell: CellAddress
}

/** What is known of a cell, in the order of importance. */
export function PanelBody({ view, cell }: PanelBodyProps) {
  const { t } = useTranslation('placement')
  const names = useCellNames()
  const { node, daemonSet } = view
  if (node === undefined) return <p>{t('panel.goneNode', { node: cell.node })}</p>
  if (daemonSet === undefined) {
    return <p>{t('panel.goneDaemonSet', { daemonSet: daemonSetName(cell) })}</p>
  }
  const since = stateSince(view)
  return (
    <>
      <div className={`en-panel-state en-state-${view.state}`}>
        <StateGlyph state={view.state} size={18} outdated={view.outdated} />
        <strong className="en-state-text">{names.state(view)}</strong>
        {since !== undefined && <Since at={since} />}
        <span className="en-panel-links">
          <Link to={nodePath(cell.node)}>{t('panel.openNode')}</Link>
          <Link to={daemonSetPath(cell)}>{t('panel.openDaemonSet')}</Link>
        </span>
      </div>
      <Story view={view} />
      <PressureAlert pressure={view.pressure} />
      {view.state === 'missing' && <FailedCreationNote daemonSet={daemonSet} />}
      <WhatWouldChange {...{ view, node, daemonSet }} />
      <PodFacts view={view} node={node} />
    </>
  )
}

/** What the project's node selector does to a Pod that is wanted and doesn't run. */
function projectReasons({ state, project }: CellView): readonly PlacementReason[] {
  const isHindered = state === 'pending' || state === 'missing' || state === 'failing'
  return isHindered && project !== undefined ? [project.reason] : []
}

/** What happened, in sentences; for a Pod that should not be, also the reasons against it. */
function Story({ view }: { readonly view: CellView }) {
  const story = useCellStory()
  const reasonText = useReasonText()
  const reasons = view.state === 'misscheduled' ? reasonsOf(view) : projectReasons(view)
  const [first, ...others] = [...story(view), ...reasons.map((reason) => reasonText(reason))]
  return (
    <div className={`en-panel-story en-state-${view.state}`}>
      <p>
        <strong>{first}</strong>
      </p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
