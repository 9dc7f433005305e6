import { PageSection } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { NodeView } from '../../live/views.ts'
import { useView } from '../../live/useView.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import { dataState, isKnown } from '../../ui/dataState.ts'
import { StaleAlert } from '../../ui/StaleAlert.tsx'
import { DaemonPods } from './DaemonPods.tsx'
import { DaemonSetsNotHere } from './DaemonSetsNotHere.tsx'
import { NodeFacts } from './NodeFacts.tsx'
import { NodeHead } from './NodeHead.tsx'
import { NodeMissing } from './NodeMissing.tsx'
import { NodeSkeleton } from './NodeSkeleton.tsx'
import './NodePage.css'

const question = {}

/** One node: its facts, its daemon Pods, and the DaemonSets that are not here, with the reasons. */
export function NodePage() {
  const { t } = useTranslation('node')
  const { name = '' } = useParams()
  const view = useView('node', { name })
  const freshness = useView('connection', question)?.resources
  const needed = dataState(freshness, ['nodes', 'daemonsets'])
  const pods = dataState(freshness, ['pods'])
  const known = isKnown(needed) ? view : undefined
  const isStale = needed.kind === 'stale' || pods.kind === 'stale'
  return (
    <PageSection
      hasBodyWrapper={false}
      className="en-node"
      data-stale={isStale}
      aria-label={t('title', { name })}
    >
      <NodeHead name={name} view={known} />
      <StaleAlert state={dataState(freshness, ['nodes', 'daemonsets', 'pods'])} />
      {needed.kind === 'denied' || needed.kind === 'unreachable' ? (
        <DataEmptyState state={needed} />
      ) : (
        <NodeBody name={name} view={known} pods={pods} podCount={freshness?.pods.count ?? 0} />
      )}
    </PageSection>
  )
}

interface NodeBodyProps {
  readonly name: string
  readonly view: NodeView | undefined
  readonly pods: ReturnType<typeof dataState>
  readonly podCount: number
}

function NodeBody({ name, view, pods, podCount }: NodeBodyProps) {
  if (view === undefined) return <NodeSkeleton />
  if (view.node === undefined) return <NodeMissing name={name} />
  return (
    <div className="en-node-body">
      <NodeFacts node={view.node} />
      <div className="en-node-tables">
        <DaemonPods view={view} node={view.node} pods={pods} podCount={podCount} />
        <DaemonSetsNotHere node={name} notHere={view.notHere} />
      </div>
    </div>
  )
}
