import { EmptyState, EmptyStateBody, PageSection, Skeleton, Title } from '@patternfly/react-core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { useView } from '../../live/useView.ts'
import type { Answer } from '../../live/views.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import { type DataState, dataState, isKnown } from '../../ui/dataState.ts'
import { StaleAlert } from '../../ui/StaleAlert.tsx'
import { CreateLink } from './CreateLink.tsx'
import { DaemonSetTable } from './DaemonSetTable.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import type { DeletionTarget } from './useDeletion.ts'
import './daemonSets.css'

const question = {}

/** Every DaemonSet of the cluster. */
export function DaemonSetsPage() {
  const { t } = useTranslation('daemonSets')
  const freshness = useView('connection', question)?.resources
  const data = dataState(freshness, ['daemonsets'])
  const all = useView('daemonSets', question)
  const podsKnown = isKnown(dataState(freshness, ['pods', 'nodes']))
  const [target, setTarget] = useState<DeletionTarget>()
  return (
    <PageSection
      hasBodyWrapper={false}
      className="en-daemonsets"
      data-stale={data.kind === 'stale'}
    >
      <header className="en-daemonsets-head">
        <Title headingLevel="h1">{t('title')}</Title>
        {isKnown(data) && all !== undefined && (
          <span className="en-subtle">{t('count', { count: all.length })}</span>
        )}
        <CreateLink />
      </header>
      <StaleAlert state={data} />
      <TableOrWhy
        data={data}
        all={all}
        podsKnown={podsKnown}
        onDelete={(daemonSet) => setTarget(targetOf(daemonSet))}
      />
      {target !== undefined && (
        <DeleteDialog target={target} onClose={() => setTarget(undefined)} />
      )}
    </PageSection>
  )
}

function targetOf({ metadata }: DaemonSet): DeletionTarget {
  const { namespace = '', name, uid } = metadata
  return { namespace, name, uid }
}

interface TableOrWhyProps {
  readonly data: DataState
  readonly all: Answer<'daemonSets'> | undefined
  readonly podsKnown: boolean
  readonly onDelete: (daemonSet: DaemonSet) => void
}

function TableOrWhy({ data, all, podsKnown, onDelete }: TableOrWhyProps) {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  if (data.kind === 'denied' || data.kind === 'unreachable') return <DataEmptyState state={data} />
  if (data.kind === 'loading' || all === undefined)
    return <Skeleton height="240px" screenreaderText={common('loading')} />
  if (all.length > 0)
    return <DaemonSetTable daemonSets={all} podsKnown={podsKnown} onDelete={onDelete} />
  return (
    <EmptyState headingLevel="h2" titleText={t('empty.title')}>
      <EmptyStateBody>{t('empty.body')}</EmptyStateBody>
    </EmptyState>
  )
}
