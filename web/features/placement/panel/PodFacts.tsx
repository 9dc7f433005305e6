import { useTranslation } from 'react-i18next'
import { internalIP } from '../../../../domain/k8s/nodes.ts'
import type { Node, Pod } from '../../../../domain/k8s/objects.ts'
import type { CellView } from '../../../live/views.ts'
import { RelativeTime } from '../../../ui/RelativeTime.tsx'
import { Facts, type Fact } from './Facts.tsx'

interface PodFactsProps {
  readonly view: CellView
  readonly node: Node
}

/** The Pods of a cell: names, addresses, phase, restarts, age and revision. */
export function PodFacts({ view, node }: PodFactsProps) {
  const { t } = useTranslation('placement')
  const { pods, placeholder } = view
  if (placeholder) return null
  if (pods.length === 0) {
    return (
      <section className="en-panel-section">
        <h3>{t('panel.pod')}</h3>
        <p className="en-panel-none">{t('panel.noPod')}</p>
      </section>
    )
  }
  return pods.map((pod, index) => (
    <section key={pod.uid} className="en-panel-section">
      <h3>{podTitle(index, pods.length)}</h3>
      <Facts facts={podFacts(pod)} />
    </section>
  ))

  function podTitle(index: number, of: number): string {
    if (of === 1) return t('panel.pod')
    return index === of - 1 ? t('panel.podNew') : t('panel.podOld')
  }

  function podFacts(pod: Pod): readonly Fact[] {
    return [
      { name: t('panel.name'), value: pod.name, isWide: true },
      { name: nodeTitle(pod), value: pod.node ?? pod.target ?? node.metadata.name, isWide: true },
      { name: t('panel.nodeIP'), value: pod.hostIP ?? internalIP(node) ?? t('panel.unknown') },
      { name: t('panel.phase'), value: pod.phase },
      { name: t('panel.podIP'), value: podIP(pod) },
      { name: t('panel.ready'), value: pod.ready ? t('panel.yes') : t('panel.no') },
      { name: t('panel.restarts'), value: String(pod.restarts) },
      { name: t('panel.age'), value: <RelativeTime at={pod.created * 1000} /> },
      { name: t('panel.revision'), value: revision(pod) },
    ]
  }

  function nodeTitle(pod: Pod): string {
    return pod.node === undefined ? t('panel.waitsFor') : t('panel.node')
  }

  function podIP({ podIP: ip, hostNetwork }: Pod): string {
    if (ip === undefined) return t('panel.noPodIP')
    return hostNetwork === true ? t('panel.hostNetwork', { ip }) : ip
  }

  function revision({ revision: hash }: Pod): string {
    const current = view.currentRevision
    if (hash === undefined) return t('panel.unknown')
    if (current === undefined) return hash
    return hash === current
      ? t('panel.revisionCurrent', { revision: hash })
      : t('panel.revisionOld', { revision: hash })
  }
}
