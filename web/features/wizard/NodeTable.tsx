import { Pagination } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReasonText } from '../../ui/reasonText.ts'
import type { NodesProps } from './NodeTiles.tsx'
import { nodesPassing } from './placementSummary.ts'

const pageSize = 100

/** Every node as a row: where it stands, and whether and why not a Pod will run there. */
export function NodeTable({ view, keys, filter }: NodesProps) {
  const { t } = useTranslation('wizard')
  const reasonText = useReasonText()
  const [page, setPage] = useState(1)
  const rows = view.groups.flatMap((group) => {
    const { role, zone } = group
    const { names, firsts } = nodesPassing(filter, group, view, keys)
    return names.map((name, index) => ({ name, reason: firsts[index] ?? -1, role, zone }))
  })
  const shownPage = Math.min(page, Math.max(1, Math.ceil(rows.length / pageSize)))
  const first = (shownPage - 1) * pageSize
  const resultOf = (index: number, node: string) => {
    const reason = view.reasons[index]?.reason
    return reason === undefined ? t('map.runsHere') : reasonText(reason, node)
  }
  return (
    <>
      <Table variant="compact" aria-label={t('map.list.caption')}>
        <Thead>
          <Tr>
            <Th>{t('map.list.node')}</Th>
            <Th>{t('map.list.group')}</Th>
            <Th>{t('map.list.result')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.slice(first, first + pageSize).map(({ name, reason, role, zone }) => (
            <Tr key={name}>
              <Td dataLabel={t('map.list.node')}>{name}</Td>
              <Td dataLabel={t('map.list.group')}>
                {zone === '' ? role : t('map.group', { role, zone })}
              </Td>
              <Td dataLabel={t('map.list.result')}>{resultOf(reason, name)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {rows.length > pageSize && (
        <Pagination
          itemCount={rows.length}
          perPage={pageSize}
          perPageOptions={[]}
          page={shownPage}
          onSetPage={(_event, next) => setPage(next)}
          isCompact
          variant="bottom"
        />
      )}
    </>
  )
}
