import { Divider, SelectGroup, SelectList, SelectOption } from '@patternfly/react-core'
import { ColumnsIcon } from '@patternfly/react-icons/dist/esm/icons/columns-icon.js'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../api/projectRules.ts'
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { columnOrders, rowOrders } from '../gridUrl.ts'
import { SelectMenu } from './SelectMenu.tsx'

interface OrderProps {
  readonly query: GridQuery
  readonly change: (patch: Partial<GridQuery>) => void
}

/** By what nodes are grouped: role and zone, role, nothing, or any label of the cluster's nodes. */
export function GroupBySelect({
  query,
  change,
  labels,
}: OrderProps & { readonly labels: readonly string[] }) {
  const { t } = useTranslation('placement')
  const named = new Map([
    ['role,zone', t('order.roleZone')],
    ['role', t('order.role')],
    ['none', t('order.none')],
  ])
  return (
    <SelectMenu
      text={named.get(query.groupBy) ?? query.groupBy}
      label={t('order.groupBy')}
      selected={query.groupBy}
      onSelect={(groupBy) => change({ groupBy, toggled: [] })}
    >
      <SelectList>
        {[...named].map(([value, text]) => (
          <SelectOption key={value} value={value}>
            {text}
          </SelectOption>
        ))}
      </SelectList>
      {labels.length > 0 && (
        <>
          <Divider />
          <SelectGroup label={t('order.labels')}>
            <SelectList>
              {labels.map((key) => (
                <SelectOption key={key} value={key}>
                  {key}
                </SelectOption>
              ))}
            </SelectList>
          </SelectGroup>
        </>
      )}
    </SelectMenu>
  )
}

/** The order of nodes within their group. */
export function SortSelect({ query, change }: OrderProps) {
  const { t } = useTranslation('placement')
  return (
    <SelectMenu
      text={t(`order.${query.sort}`)}
      label={t('order.sort')}
      selected={query.sort}
      onSelect={(value) => change({ sort: rowOrders.find((each) => each === value) ?? 'name' })}
    >
      <SelectList>
        {rowOrders.map((order) => (
          <SelectOption key={order} value={order}>
            {t(`order.${order}`)}
          </SelectOption>
        ))}
      </SelectList>
    </SelectMenu>
  )
}

/** The order of DaemonSets. */
export function ColumnOrderSelect({ query, change }: OrderProps) {
  const { t } = useTranslation('placement')
  const context = useWords()
  const texts = {
    namespace: t('order.columnNamespace', { context }),
    name: t('order.columnName'),
    problems: t('order.columnProblems'),
  }
  return (
    <SelectMenu
      text={undefined}
      icon={<ColumnsIcon />}
      label={t('order.columns')}
      selected={query.sortColumns}
      onSelect={(value) =>
        change({ sortColumns: columnOrders.find((each) => each === value) ?? 'namespace' })
      }
    >
      <SelectList>
        {columnOrders.map((order) => (
          <SelectOption key={order} value={order}>
            {texts[order]}
          </SelectOption>
        ))}
      </SelectList>
    </SelectMenu>
  )
}
