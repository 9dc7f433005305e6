import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core'
import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon.js'
import { FilterIcon } from '@patternfly/react-icons/dist/esm/icons/filter-icon.js'
import { useTranslation } from 'react-i18next'
import type { GridFrame, GridQuery } from '../../../../domain/grid/frame.ts'
import { CreateButton } from '../header/CreateButton.tsx'
import { daemonSetFilters, filterChips, nodeFilters } from '../toolbar/filterChips.ts'
import { useChipTexts } from '../toolbar/useChipTexts.ts'

/** A cluster without nodes. */
export function NoNodes() {
  const { t } = useTranslation('placement')
  return (
    <EmptyState icon={CubesIcon} titleText={t('empty.noNodesTitle')} headingLevel="h2">
      <EmptyStateBody>{t('empty.noNodesBody')}</EmptyStateBody>
    </EmptyState>
  )
}

/** A cluster without DaemonSets. */
export function NoDaemonSets() {
  const { t } = useTranslation('placement')
  return (
    <EmptyState icon={CubesIcon} titleText={t('empty.noDaemonSetsTitle')} headingLevel="h2">
      <EmptyStateBody>{t('empty.noDaemonSetsBody')}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <CreateButton />
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  )
}

interface FilteredOutProps {
  readonly of: 'nodes' | 'daemonSets'
  readonly frame: GridFrame
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
}

/** Filters that hide every node or every DaemonSet: which ones, and a button that removes them. */
export function FilteredOut({ of, frame, query, change }: FilteredOutProps) {
  const { t } = useTranslation('placement')
  const texts = useChipTexts()
  const kinds = of === 'nodes' ? nodeFilters : daemonSetFilters
  const groups = filterChips(query).filter(({ kind }) => kinds.includes(kind))
  const filters = groups.map(({ kind, chips }) => {
    const values = chips.map(({ value }) => texts.value(kind, value)).join(', ')
    return `${texts.kind(kind)} ${values}`
  })
  const count = frame[of].all
  return (
    <EmptyState icon={FilterIcon} titleText={t(`empty.${of}Title`)} headingLevel="h2">
      <EmptyStateBody>
        {t(`empty.${of}Body`, { count, filters: filters.join('; ') })}
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button
            onClick={() => change(Object.assign({}, ...groups.map((group) => group.withoutAll)))}
          >
            {t('empty.remove', { count: groups.length })}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  )
}
