import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { memo, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacementView } from '../../live/views.ts'
import { NodeTable } from './NodeTable.tsx'
import { NodeTiles } from './NodeTiles.tsx'
import { PlacementBar } from './PlacementBar.tsx'
import { PlacementFilters } from './PlacementFilters.tsx'
import { usePlacement } from './PlacementProvider.tsx'
import { PlacementFreshness } from './PlacementFreshness.tsx'
import { PlacementSentence } from './PlacementSentence.tsx'
import { placementSummary, validFilter, type NodeFilter } from './placementSummary.ts'
import { ReasonPanel } from './ReasonPanel.tsx'

/** Where the draft's Pods will run: in words, as a bar, and node by node. It follows each keystroke. */
export const PlacementPane = memo(function PlacementPane() {
  const { t } = useTranslation('wizard')
  const view = usePlacement()
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  return (
    <section className="en-placement-pane" aria-labelledby={titleId}>
      <div className="en-placement-head">
        <h2 id={titleId} ref={title} tabIndex={-1}>
          {t('map.title')}
        </h2>
        <PlacementFreshness total={view?.total ?? 0} />
      </div>
      {view !== undefined && view.total > 0 && (
        <PlacementAnswer view={view} onSolved={() => title.current?.focus()} />
      )}
    </section>
  )
})

interface PlacementAnswerProps {
  readonly view: PlacementView
  /** A reason's remedy was taken: its panel goes, and the focus needs another place. */
  readonly onSolved: () => void
}

function PlacementAnswer({ view, onSolved }: PlacementAnswerProps) {
  const { t } = useTranslation('wizard')
  const [chosen, setFilter] = useState<NodeFilter>({ by: 'all' })
  const [isList, setIsList] = useState(false)
  const summary = useMemo(() => placementSummary(view), [view])
  const filter = validFilter(chosen, summary)
  const item =
    filter.by === 'reason' ? summary.items.find(({ key }) => key === filter.key) : undefined
  return (
    <>
      <PlacementSentence summary={summary} setFilter={setFilter} />
      {!view.podsKnown && <p className="en-help">{t('map.roomUnknown')}</p>}
      <PlacementBar summary={summary} />
      <div className="en-placement-tools">
        <PlacementFilters summary={summary} filter={filter} setFilter={setFilter} />
        <ViewToggle isList={isList} setIsList={setIsList} />
      </div>
      {item !== undefined && (
        <ReasonPanel
          key={item.key}
          item={item}
          total={summary.total}
          showAll={() => setFilter({ by: 'all' })}
          onSolved={onSolved}
        />
      )}
      {filter.by === 'runs' && summary.runs === 0 && <p role="status">{t('map.none')}</p>}
      {isList ? (
        <NodeTable view={view} keys={summary.keys} filter={filter} />
      ) : (
        <NodeTiles view={view} keys={summary.keys} filter={filter} />
      )}
    </>
  )
}

interface ViewToggleProps {
  readonly isList: boolean
  readonly setIsList: (isList: boolean) => void
}

function ViewToggle({ isList, setIsList }: ViewToggleProps) {
  const { t } = useTranslation('wizard')
  return (
    <ToggleGroup isCompact aria-label={t('map.view')}>
      <ToggleGroupItem
        text={t('map.asMap')}
        isSelected={!isList}
        onChange={() => setIsList(false)}
      />
      <ToggleGroupItem
        text={t('map.asList')}
        isSelected={isList}
        onChange={() => setIsList(true)}
      />
    </ToggleGroup>
  )
}
