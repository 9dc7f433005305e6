import { Table, Tbody, Td, Th, type ThProps, Thead, Tr } from '@patternfly/react-table'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { TextLines } from '../../ui/TextLines.tsx'
import { wholeNumber } from '../../i18n/wholeNumber.ts'
import { DaemonSetActions } from './DaemonSetActions.tsx'
import { DaemonSetTitle } from './DaemonSetTitle.tsx'
import { selectorLines } from './selectorLines.ts'
import { type KnownDaemonSet, sortDaemonSets, type SortKey, sortKeys } from './sortDaemonSets.ts'
import { LagMark, useLags } from './StatusLag.tsx'
import { StateSummary } from './StateSummary.tsx'
import { useSortUrl } from './useSortUrl.ts'

interface DaemonSetTableProps {
  readonly daemonSets: readonly KnownDaemonSet[]
  /** False: the states are not known yet. */
  readonly podsKnown: boolean
  readonly onDelete: (daemonSet: DaemonSet) => void
}

const columns = [
  'name',
  'namespace',
  'desired',
  'ready',
  'updated',
  'available',
  'states',
  'nodeSelector',
  'age',
] as const

/** The columns of `kubectl get daemonsets`, with the states of the cells as a bar. */
export function DaemonSetTable({ daemonSets, podsKnown, onDelete }: DaemonSetTableProps) {
  const { t } = useTranslation('daemonSets')
  const { key, direction } = useSortUrl()
  const sorted = useMemo(
    () => sortDaemonSets(daemonSets, key, direction),
    [daemonSets, key, direction],
  )
  const sortOf = useColumnSort()
  return (
    <div className="en-table-scroll">
      <Table variant="compact" aria-label={t('title')} className="en-table">
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column} modifier="nowrap" {...sortOf(column)}>
                {t(`columns.${column}`)}
              </Th>
            ))}
            <Th screenReaderText={t('columns.actions')} />
          </Tr>
        </Thead>
        <Tbody>
          {sorted.map((each) => (
            <DaemonSetRow
              key={each.daemonSet.metadata.uid}
              known={each}
              podsKnown={podsKnown}
              onDelete={onDelete}
            />
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

function useColumnSort(): (column: string) => Pick<ThProps, 'sort'> {
  const { key, direction, sortBy } = useSortUrl()
  return (column) => {
    const sortKey = sortKeys.find((each): each is SortKey => each === column)
    if (sortKey === undefined) return {}
    return {
      sort: {
        columnIndex: sortKeys.indexOf(sortKey),
        sortBy: { index: sortKeys.indexOf(key), direction },
        onSort: (_event, _index, order) => sortBy(sortKey, order),
      },
    }
  }
}

interface DaemonSetRowProps {
  readonly known: KnownDaemonSet
  readonly podsKnown: boolean
  readonly onDelete: (daemonSet: DaemonSet) => void
}

function DaemonSetRow({ known, podsKnown, onDelete }: DaemonSetRowProps) {
  const { t } = useTranslation('daemonSets')
  const { daemonSet, counts, lag } = known
  const lags = useLags(lag)
  const { metadata, spec, status } = daemonSet
  const number = (count: number | undefined) => wholeNumber(count ?? 0)
  return (
    <Tr>
      <Td dataLabel={t('columns.name')}>
        <DaemonSetTitle metadata={metadata} />
      </Td>
      <Td dataLabel={t('columns.namespace')}>{metadata.namespace}</Td>
      <Td dataLabel={t('columns.desired')}>{number(status?.desiredNumberScheduled)}</Td>
      <Td dataLabel={t('columns.ready')}>
        {number(status?.numberReady)}
        {lags && <LagMark />}
      </Td>
      <Td dataLabel={t('columns.updated')}>{number(status?.updatedNumberScheduled)}</Td>
      <Td dataLabel={t('columns.available')}>{number(status?.numberAvailable)}</Td>
      <Td dataLabel={t('columns.states')}>
        {podsKnown && <StateSummary metadata={metadata} counts={counts} />}
      </Td>
      <Td dataLabel={t('columns.nodeSelector')}>
        <TextLines lines={selectorLines(spec.template.spec.nodeSelector)} />
      </Td>
      <Td dataLabel={t('columns.age')} modifier="nowrap">
        <RelativeTime at={Date.parse(metadata.creationTimestamp ?? '')} />
      </Td>
      <Td isActionCell>
        <DaemonSetActions daemonSet={daemonSet} onDelete={onDelete} />
      </Td>
    </Tr>
  )
}
