import { Td } from '@patternfly/react-table'
import { useTranslation } from 'react-i18next'
import { internalIP } from '../../../domain/k8s/nodes.ts'
import type { Node, Pod } from '../../../domain/k8s/objects.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { wholeNumber } from '../../i18n/wholeNumber.ts'

interface PodCellsProps {
  /** undefined: there is none, and there should be one. */
  readonly pod: Pod | undefined
  readonly node: Node
}

/** The cells that tell of the Pod itself. */
export function PodCells({ pod, node }: PodCellsProps) {
  const { t } = useTranslation('node')
  const { t: common } = useTranslation('common')
  if (pod === undefined) {
    return (
      <Td colSpan={8} className="en-subtle" dataLabel={t('here.pod')}>
        {t('here.noPod')}
      </Td>
    )
  }
  const waits = pod.node === undefined && pod.target !== undefined
  return (
    <>
      <Td dataLabel={t('here.pod')} modifier="nowrap">
        {pod.name}
      </Td>
      <Td dataLabel={t('here.phase')} modifier="nowrap">
        {pod.phase}
      </Td>
      <Td dataLabel={t('here.ready')} modifier="nowrap">
        {common(pod.ready ? 'noYes.yes' : 'noYes.no')}
      </Td>
      <Td dataLabel={t('here.restarts')}>{wholeNumber(pod.restarts)}</Td>
      <Td dataLabel={t('here.node')} modifier="truncate">
        {waits ? t('here.waitsFor', { node: pod.target }) : pod.node}
      </Td>
      <Td dataLabel={t('here.nodeIP')} modifier="nowrap">
        {pod.hostIP ?? internalIP(node)}
      </Td>
      <Td dataLabel={t('here.podIP')} modifier="nowrap">
        {pod.podIP ?? <span className="en-subtle">{t('here.noIP')}</span>}
        {pod.hostNetwork === true && <span className="en-subtle"> {t('here.hostNetwork')}</span>}
      </Td>
      <Td dataLabel={t('here.age')} modifier="nowrap">
        <RelativeTime at={pod.created * 1000} />
      </Td>
    </>
  )
}
