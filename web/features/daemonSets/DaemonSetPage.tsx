import { PageSection, Skeleton } from '@patternfly/react-core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useView } from '../../live/useView.ts'
import type { DaemonSetView } from '../../live/views.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import { dataState, isKnown } from '../../ui/dataState.ts'
import { StaleAlert } from '../../ui/StaleAlert.tsx'
import { DaemonSetFacts } from './DaemonSetFacts.tsx'
import { DaemonSetGone } from './DaemonSetGone.tsx'
import { DaemonSetHead } from './DaemonSetHead.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { RolloutSection } from './RolloutSection.tsx'
import { StateCounts } from './StateCounts.tsx'
import { StatusLag } from './StatusLag.tsx'
import type { DeletionTarget } from './useDeletion.ts'
import { YamlSection } from './YamlSection.tsx'
import './daemonSets.css'

const question = {}

/** One DaemonSet: its facts, its cells by state, its rollout, its YAML, and Delete. */
export function DaemonSetPage() {
  const { namespace = '', name = '' } = useParams()
  const view = useView('daemonSet', { namespace, name })
  const freshness = useView('connection', question)?.resources
  const data = dataState(freshness, ['daemonsets'])
  const podsKnown = isKnown(dataState(freshness, ['pods', 'nodes']))
  const known = isKnown(data) ? view : undefined
  const [target, setTarget] = useState<DeletionTarget>()
  const navigate = useNavigate()
  const uid = known?.daemonSet?.metadata.uid
  return (
    <PageSection
      hasBodyWrapper={false}
      className="en-daemonsets"
      data-stale={data.kind === 'stale'}
    >
      <DaemonSetHead
        namespace={namespace}
        name={name}
        daemonSet={known?.daemonSet}
        onDelete={uid === undefined ? undefined : () => setTarget({ namespace, name, uid })}
      />
      <StaleAlert state={data} />
      {data.kind === 'denied' || data.kind === 'unreachable' ? (
        <DataEmptyState state={data} />
      ) : (
        <DaemonSetBody {...{ namespace, name, podsKnown }} view={known} />
      )}
      {target !== undefined && (
        <DeleteDialog
          target={target}
          onClose={(isGone) => {
            setTarget(undefined)
            if (isGone) void navigate('/daemonsets')
          }}
        />
      )}
    </PageSection>
  )
}

interface DaemonSetBodyProps {
  readonly namespace: string
  readonly name: string
  readonly view: DaemonSetView | undefined
  readonly podsKnown: boolean
}

function DaemonSetBody({ namespace, name, view, podsKnown }: DaemonSetBodyProps) {
  const { t } = useTranslation('common')
  if (view === undefined) return <Skeleton height="240px" screenreaderText={t('loading')} />
  if (view.daemonSet === undefined) return <DaemonSetGone namespace={namespace} name={name} />
  return (
    <>
      <StatusLag lag={view.lag} />
      <div className="en-daemonset-body">
        <DaemonSetFacts daemonSet={view.daemonSet} />
        <StateCounts
          daemonSet={{ namespace, name }}
          counts={podsKnown ? view.counts : undefined}
          nodesNotReady={view.nodesNotReady}
        />
        <RolloutSection {...{ namespace, name, podsKnown }} />
      </div>
      <YamlSection namespace={namespace} name={name} />
    </>
  )
}
