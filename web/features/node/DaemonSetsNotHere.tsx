import { Title } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { NodeView } from '../../live/views.ts'
import { DaemonSetLink } from '../../ui/DaemonSetLink.tsx'
import { gridLink } from '../../ui/gridLink.ts'
import { useReasonText } from '../../ui/reasonText.ts'

interface DaemonSetsNotHereProps {
  readonly node: string
  readonly notHere: NodeView['notHere']
}

/** The DaemonSets whose controller makes no Pod for this node, each with every reason. */
export function DaemonSetsNotHere({ node, notHere }: DaemonSetsNotHereProps) {
  const { t } = useTranslation('node')
  return (
    <section aria-labelledby="en-node-not-here">
      <Title headingLevel="h2" size="md" id="en-node-not-here">
        {t('notHere.title')} <span className="en-subtle">{notHere.length}</span>
      </Title>
      {notHere.length === 0 ? (
        <p>{t('notHere.empty')}</p>
      ) : (
        <div className="en-table-scroll">
          <Table className="en-table" variant="compact" aria-labelledby="en-node-not-here">
            <Thead>
              <Tr>
                <Th>{t('notHere.daemonSet')}</Th>
                <Th>{t('notHere.reasons')}</Th>
                <Th screenReaderText={t('notHere.details')} />
              </Tr>
            </Thead>
            <Tbody>
              {notHere.map((daemonSet) => (
                <NotHereRow
                  key={`${daemonSet.namespace}/${daemonSet.name}`}
                  node={node}
                  daemonSet={daemonSet}
                />
              ))}
            </Tbody>
          </Table>
        </div>
      )}
    </section>
  )
}

interface NotHereRowProps {
  readonly node: string
  readonly daemonSet: NodeView['notHere'][number]
}

function NotHereRow({ node, daemonSet }: NotHereRowProps) {
  const { t } = useTranslation('node')
  const reasonText = useReasonText()
  const { namespace, name, reasons } = daemonSet
  return (
    <Tr>
      <Td dataLabel={t('notHere.daemonSet')}>
        <DaemonSetLink namespace={namespace} name={name} />
      </Td>
      <Td dataLabel={t('notHere.reasons')}>
        <ul>
          {reasons.map((reason) => (
            <li key={JSON.stringify(reason)}>{reasonText(reason)}</li>
          ))}
        </ul>
      </Td>
      <Td dataLabel={t('notHere.details')} modifier="nowrap">
        <Link
          to={gridLink({ daemonSet, node })}
          aria-label={t('notHere.whyFor', { daemonSet: `${namespace}/${name}` })}
        >
          {t('notHere.why')}
        </Link>
      </Td>
    </Tr>
  )
}
