import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { StateGlyph } from '../../ui/StateGlyph.tsx'
import { byKind, stateOfKind, type NodeFilter, type PlacementSummary } from './placementSummary.ts'

interface PlacementFiltersProps {
  readonly summary: PlacementSummary
  readonly filter: NodeFilter
  readonly setFilter: (filter: NodeFilter) => void
}

/** Numbers of nodes that run it and, by kind, of those that don't; each is a filter, a second click takes it back. */
export function PlacementFilters({ summary, filter, setFilter }: PlacementFiltersProps) {
  const { t } = useTranslation('wizard')
  const { items, runs } = summary
  const item = items.find(({ key }) => filter.by === 'reason' && key === filter.key)
  const chosenKind = filter.by === 'kind' ? filter.kind : item?.reason.kind
  const choose = (next: NodeFilter, isSelected: boolean) =>
    setFilter(isSelected ? next : { by: 'all' })
  return (
    <ToggleGroup isCompact aria-label={t('map.filters')}>
      <ToggleGroupItem
        icon={<StateGlyph state="ready" size={12} />}
        text={<Count count={runs} text={t('map.kinds.runs')} />}
        isSelected={filter.by === 'runs'}
        onChange={(_event, selected) => choose({ by: 'runs' }, selected)}
      />
      {byKind(items).map(({ kind, nodes }) => (
        <ToggleGroupItem
          key={kind}
          icon={<StateGlyph state={stateOfKind(kind)} size={12} />}
          text={<Count count={nodes} text={t(`map.kinds.${kind}`)} />}
          isSelected={chosenKind === kind}
          onChange={(_event, selected) => choose({ by: 'kind', kind }, selected)}
        />
      ))}
    </ToggleGroup>
  )
}

function Count({ count, text }: { readonly count: number; readonly text: string }) {
  return (
    <>
      <strong>{count}</strong> {text}
    </>
  )
}
