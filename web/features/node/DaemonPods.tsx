import { Title } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { problemStates } from '../../../domain/grid/cell.ts'
import type { Node } from '../../../domain/k8s/objects.ts'
import type { NodeView } from '../../live/views.ts'
import { DataEmptyState } from '../../ui/DataEmptyState.tsx'
import type { DataState } from '../../ui/dataState.ts'
import { gridLink } from '../../ui/gridLink.ts'
import { StateName } from '../../ui/StateName.tsx'
import { DaemonSetLink } from '../../ui/DaemonSetLink.tsx'
import { PodCells } from './PodCells.tsx'
import { type PodRow, podRows } from './podRows.ts'

interface DaemonPodsProps {
  readonly view: NodeView
  readonly node: Node
  /** How far the Pods can be trusted. */
  readonly pods: DataState
  readonly podCount: number
}

/** Every daemon Pod of the node; also where one is missing. */
export function DaemonPods({ view, node, pods, podCount }: DaemonPodsProps) {
  const { t } = useTranslation('node')
  const rows = useMemo(() => podRows(view.here), [view.here])
  return (
    <section aria-labelledby="en-node-here">
      <Title headingLevel="h2" size="md" id="en-node-here">
        {t('here.title')} {view.podsKnown && <span className="en-subtle">{rows.length}</span>}
      </Title>
      <PodTableOrWhy {...{ rows, node, pods, podCount }} podsKnown={view.podsKnown} />
    </section>
  )
}

interface PodTableOrWhyProps extends Omit<DaemonPodsProps, 'view'> {
  readonly rows: readonly PodRow[]
  readonly podsKnown: boolean
}

function PodTableOrWhy({ rows, node, pods, podCount, podsKnown }: PodTableOrWhyProps) {
  const { t } = useTranslation('node')
  if (pods.kind === 'denied' || pods.kind === 'unreachable') return <DataEmptyState state={pods} />
  if (!podsKnown) return <p role="status">{t('here.loading', { count: podCount })}</p>
  if (rows.length === 0) return <p>{t('here.empty')}</p>
  return <PodTable rows={rows} node={node} />
}

const columns = [
  'state',
  'daemonSet',
  'pod',
  'phase',
  'ready',
  'restarts',
  'node',
  'nodeIP',
  'podIP',
  'age',
] as const

interface PodTableProps {
  readonly rows: readonly PodRow[]
  readonly node: Node
}

function PodTable({ rows, node }: PodTableProps) {
  const { t } = useTranslation('node')
  return (
    <div className="en-table-scroll">
      <Table className="en-table" variant="compact" aria-labelledby="en-node-here">
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column} modifier="nowrap">
                {t(`here.${column}`)}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr
              key={row.key}
              className={problemStates.includes(row.state) ? 'en-node-problem' : ''}
            >
              <Td dataLabel={t('here.state')}>
                <Link
                  to={gridLink({ daemonSet: row, node: node.metadata.name })}
                  className="en-plain-link"
                >
                  <StateName state={row.state} outdated={row.outdated} />
                </Link>
              </Td>
              <Td dataLabel={t('here.daemonSet')}>
                <DaemonSetLink namespace={row.namespace} name={row.name} />
              </Td>
              <PodCells pod={row.pod} node={node} />
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}
