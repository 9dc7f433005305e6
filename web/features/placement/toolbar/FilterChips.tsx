import { Button, Label, LabelGroup } from '@patternfly/react-core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridFrame, GridQuery } from '../../../../domain/grid/frame.ts'
import { isFiltered, withoutFilters } from '../gridUrl.ts'
import { filterChips, type ChipGroup } from './filterChips.ts'
import { useChipTexts } from './useChipTexts.ts'
import './FilterChips.css'

interface FilterChipsProps {
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
  readonly nodes: GridFrame['nodes'] | undefined
  readonly daemonSets: GridFrame['daemonSets'] | undefined
}

/** The filters that are set, each to be closed, and how much they leave. Without a filter there is no such line. */
export const FilterChips = memo(function FilterChips(props: FilterChipsProps) {
  const { query, change, nodes, daemonSets } = props
  const { t } = useTranslation('placement')
  if (!isFiltered(query)) return null
  return (
    <div className="en-chips">
      {filterChips(query).map((group) => (
        <Chips key={group.kind} group={group} change={change} />
      ))}
      <Button variant="link" isInline onClick={() => change(withoutFilters(query))}>
        {t('filter.clearAll')}
      </Button>
      {nodes !== undefined && daemonSets !== undefined && (
        <span role="status" className="en-chips-counts">
          {t('filter.counts', {
            nodesShown: nodes.shown,
            nodes: t('nodes', { count: nodes.all }),
            daemonSetsShown: daemonSets.shown,
            daemonSets: t('daemonSets', { count: daemonSets.all }),
          })}
        </span>
      )}
    </div>
  )
})

interface ChipsProps {
  readonly group: ChipGroup
  readonly change: FilterChipsProps['change']
}

function Chips({ group, change }: ChipsProps) {
  const { t } = useTranslation('placement')
  const texts = useChipTexts()
  const name = texts.kind(group.kind)
  return (
    <LabelGroup
      categoryName={name}
      isClosable
      onClick={() => change(group.withoutAll)}
      closeBtnAriaLabel={t('filter.removeAllOf', { name })}
      numLabels={8}
    >
      {group.chips.map(({ value, without }) => {
        const text = texts.value(group.kind, value)
        return (
          <Label
            key={value}
            variant="outline"
            onClose={() => change(without)}
            closeBtnAriaLabel={t('filter.remove', { name: text })}
          >
            {text}
          </Label>
        )
      })}
    </LabelGroup>
  )
}
