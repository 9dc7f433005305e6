import {
  Button,
  Switch,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core'
import { SyncAltIcon } from '@patternfly/react-icons/dist/esm/icons/sync-alt-icon.js'
import { memo, useCallback, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import type { VocabularyView } from '../../../live/views.ts'
import { FilterField } from './FilterField.tsx'
import { LegendButton } from './LegendButton.tsx'
import { NodeFilter } from './NodeFilter.tsx'
import { ColumnOrderSelect, GroupBySelect, SortSelect } from './OrderMenus.tsx'
import { ProjectsSelect } from './ProjectsSelect.tsx'
import { StateSelect } from './StateSelect.tsx'
import './PlacementToolbar.css'

interface PlacementToolbarProps {
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
  readonly vocabulary: VocabularyView | undefined
  readonly selectorError: string | undefined
  /** What stands by its problems would stand elsewhere by now. */
  readonly orderChanged: boolean
  readonly sortAgain: () => void
}

/** Filters at the left, order and legend at the right. */
export const PlacementToolbar = memo(function PlacementToolbar(props: PlacementToolbarProps) {
  const { query, change, vocabulary } = props
  const { t } = useTranslation('placement')
  const setName = useCallback((daemonSetName: string) => change({ daemonSetName }), [change])
  const labels = useMemo(() => vocabulary?.labels.map(({ key }) => key).sort() ?? [], [vocabulary])
  const projects = useMemo(() => projectsOf(vocabulary), [vocabulary])
  return (
    <Toolbar className="en-toolbar" aria-label={t('filter.label')} colorVariant="no-background">
      <ToolbarContent>
        <ToolbarGroup variant="filter-group" className="en-toolbar-filters">
          <ToolbarItem>
            <NodeFilter {...{ query, change }} selectorError={props.selectorError} />
          </ToolbarItem>
          <ToolbarItem className="en-daemon-set-filter">
            <FilterField
              label={t('filter.daemonSetName')}
              value={query.daemonSetName}
              onChange={setName}
            />
          </ToolbarItem>
          <ToolbarItem>
            <ProjectsSelect chosen={query.namespaces} known={projects} change={change} />
          </ToolbarItem>
          <ToolbarItem>
            <StateSelect chosen={query.states} change={change} />
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <Switch
              id="en-only-problems"
              label={t('filter.onlyProblems')}
              isChecked={query.onlyProblems}
              onChange={(_event, onlyProblems) => change({ onlyProblems })}
            />
          </ToolbarItem>
        </ToolbarGroup>
        <ToolbarGroup align={{ default: 'alignEnd' }} className="en-toolbar-order">
          {props.orderChanged && (
            <ToolbarItem alignSelf="center">
              <Button variant="link" isInline icon={<SyncAltIcon />} onClick={props.sortAgain}>
                {t('order.changed')}
              </Button>
            </ToolbarItem>
          )}
          <Labelled text={t('order.groupBy')}>
            <GroupBySelect {...{ query, change, labels }} />
          </Labelled>
          <Labelled text={t('order.sort')}>
            <SortSelect {...{ query, change }} />
          </Labelled>
          <ToolbarItem>
            <ColumnOrderSelect {...{ query, change }} />
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <LegendButton />
          </ToolbarItem>
        </ToolbarGroup>
      </ToolbarContent>
    </Toolbar>
  )
})

function Labelled({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <ToolbarItem>
      <span className="en-labelled">
        <span>{text}</span>
        {children}
      </span>
    </ToolbarItem>
  )
}

/** The projects that hold a DaemonSet. */
function projectsOf(vocabulary: VocabularyView | undefined): readonly string[] {
  const names = vocabulary?.daemonSets.map((name) => name.slice(0, name.indexOf('/'))) ?? []
  return [...new Set(names)]
}
