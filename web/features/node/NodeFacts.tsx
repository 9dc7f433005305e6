import { Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import {
  conditionSince,
  internalIP,
  isCordoned,
  isReady,
  pressures,
  readyCondition,
  roles,
  zone,
} from '../../../domain/k8s/nodes.ts'
import type { Node } from '../../../domain/k8s/objects.ts'
import { printTaint } from '../../../domain/k8s/taints.ts'
import { formatDuration } from '../../ui/duration.ts'
import { type Fact, FactList } from '../../ui/FactList.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { useNow } from '../../ui/useNow.ts'
import { TextLines } from '../../ui/TextLines.tsx'

/** What the API server knows of the node. */
export function NodeFacts({ node }: { readonly node: Node }) {
  const { t } = useTranslation('node')
  const facts = useFacts(node)
  return (
    <section className="en-node-facts" aria-labelledby="en-node-facts-title">
      <Title headingLevel="h2" size="md" id="en-node-facts-title">
        {t('facts.title')}
      </Title>
      <FactList facts={facts} />
      <Title headingLevel="h2" size="md">
        {t('facts.labels')}
      </Title>
      <TextLines lines={labelLines(node)} />
    </section>
  )
}

function useFacts(node: Node): readonly Fact[] {
  const { t } = useTranslation('node')
  const { t: common } = useTranslation('common')
  const info = node.status?.nodeInfo
  const under = pressures(node).map(({ type }) => t(`facts.conditions.${type}`))
  const created = Date.parse(node.metadata.creationTimestamp ?? '')
  const kubelet = [info?.kubeletVersion, [info?.operatingSystem, info?.architecture].join('/')]
  return [
    { term: t('facts.roles'), value: roles(node).join(', ') || common('none') },
    { term: t('facts.zone'), value: zone(node) ?? common('none') },
    { term: t('facts.internalIP'), value: internalIP(node) ?? common('none') },
    { term: t('facts.ready'), value: <Readiness node={node} /> },
    { term: t('facts.pressure'), value: under.join(', ') || common('none') },
    {
      term: t('facts.schedulable'),
      value: t(isCordoned(node) ? 'facts.schedulableNo' : 'facts.schedulableYes'),
    },
    {
      term: t('facts.kubelet'),
      value: info === undefined ? common('unknown') : kubelet.join(', '),
    },
    { term: t('facts.os'), value: info?.osImage ?? common('unknown') },
    { term: t('facts.runtime'), value: info?.containerRuntimeVersion ?? common('unknown') },
    {
      term: t('facts.taints'),
      value: <TextLines lines={(node.spec.taints ?? []).map(printTaint)} />,
    },
    {
      term: t('facts.age'),
      value: Number.isNaN(created) ? common('unknown') : <RelativeTime at={created} />,
    },
  ]
}

function labelLines(node: Node): readonly string[] {
  const labels = Object.entries(node.metadata.labels ?? {})
  return labels.map(([key, value]) => (value === '' ? key : `${key}=${value}`)).sort()
}

/** Since when it is ready or not, and what the kubelet or the node controller says of that. */
function Readiness({ node }: { readonly node: Node }) {
  const { t, i18n } = useTranslation('node')
  const { t: common } = useTranslation('common')
  const now = useNow()
  const condition = readyCondition(node)
  const since = conditionSince(condition)
  const ready = isReady(node)
  if (since === undefined) return common(ready ? 'noYes.yes' : 'noYes.no')
  const duration = formatDuration(now - since, i18n.language)
  if (ready) return t('facts.readyFor', { duration })
  return (
    <>
      {t('facts.notReadyFor', { duration })}
      <div className="en-subtle">{condition?.message ?? condition?.reason}</div>
    </>
  )
}
