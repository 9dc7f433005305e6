import { Title } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { DaemonSet, Toleration } from '../../../domain/k8s/objects.ts'
import { printToleration } from '../../../domain/k8s/taints.ts'
import { type Fact, FactList } from '../../ui/FactList.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { TextLines } from '../../ui/TextLines.tsx'
import { labelSelectorLines, selectorLines } from './selectorLines.ts'

/** What the DaemonSet asks for. */
export function DaemonSetFacts({ daemonSet }: { readonly daemonSet: DaemonSet }) {
  const { t } = useTranslation('daemonSets')
  return (
    <section aria-labelledby="en-daemonset-facts">
      <Title headingLevel="h2" size="md" id="en-daemonset-facts">
        {t('page.facts')}
      </Title>
      <FactList facts={useFacts(daemonSet)} />
    </section>
  )
}

function useFacts({ metadata, spec, status }: DaemonSet): readonly Fact[] {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  const pod = spec.template.spec
  const required = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const images = [...(pod.initContainers ?? []), ...(pod.containers ?? [])].map(
    ({ name, image }) => `${name}: ${image ?? ''}`,
  )
  const tolerationText = (toleration: Toleration) =>
    printToleration(toleration) === 'op=Exists' ? t('page.allTaints') : printToleration(toleration)
  const isObserved = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  return [
    {
      term: t('page.selector'),
      value: <TextLines lines={labelSelectorLines(spec.selector)} />,
    },
    {
      term: t('page.nodeSelector'),
      value: <TextLines lines={selectorLines(pod.nodeSelector)} />,
    },
    {
      term: t('page.affinity'),
      value: required === undefined ? common('none') : t('page.affinityYes'),
    },
    {
      term: t('page.tolerations'),
      value: <TextLines lines={(pod.tolerations ?? []).map(tolerationText)} />,
    },
    { term: t('page.updateStrategy'), value: useStrategyText()(spec.updateStrategy) },
    { term: t('page.images'), value: <TextLines lines={images} /> },
    { term: t('page.observed'), value: t(isObserved ? 'page.observedYes' : 'page.observedNo') },
    {
      term: t('page.age'),
      value: <RelativeTime at={Date.parse(metadata.creationTimestamp ?? '')} />,
    },
  ]
}

type UpdateStrategy = DaemonSet['spec']['updateStrategy']

function useStrategyText(): (strategy: UpdateStrategy) => string {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  return (strategy) => {
    const type = strategy?.type ?? common('unknown')
    const { maxUnavailable, maxSurge } = strategy?.rollingUpdate ?? {}
    if (maxSurge !== undefined && maxSurge !== 0 && maxSurge !== '0%')
      return t('page.maxSurge', { type, max: maxSurge })
    return maxUnavailable === undefined
      ? type
      : t('page.maxUnavailable', { type, max: maxUnavailable })
  }
}
