import { ExpandableSection } from '@patternfly/react-core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { appliedSelectorRows } from '../../../domain/draft/checkLabels.ts'
import type { LabelRow } from '../../../domain/draft/draft.ts'
import { printToleration } from '../../../domain/k8s/taints.ts'
import { automaticTolerations } from '../../../domain/placement/tolerations.ts'
import type { VocabularyView } from '../../live/views.ts'
import { ClusterTaints } from './ClusterTaints.tsx'
import { useForm } from './draftForm.ts'
import { LabelRows } from './LabelRows.tsx'
import type { ComboOption } from './matchingOptions.ts'
import { ProjectSection } from './ProjectSection.tsx'
import { TolerationRows } from './TolerationRows.tsx'

/** Which nodes the Pods may run on. */
export function PlacementStep() {
  return (
    <>
      <NodeSelectorRows />
      <ProjectSection />
      <ClusterTaints />
      <TolerationRows />
      <AutomaticTolerations />
    </>
  )
}

function NodeSelectorRows() {
  const { t } = useTranslation('wizard')
  const { draft, vocabulary } = useForm()
  const { labels } = vocabulary
  const applied = appliedSelectorRows(draft)
  const { keys, valuesOf } = useLabelOptions(labels)
  const noteOf = (row: LabelRow) => {
    if (!applied.includes(row)) return t('rows.notApplied')
    const count = nodesWith(labels, row.key, row.value ?? '')
    return count === 0 ? t('rows.noNodes') : t('rows.nodes', { count })
  }
  return (
    <LabelRows
      list="nodeSelector"
      title={t('placement.nodeSelector')}
      help={t('placement.nodeSelectorHelp')}
      addText={t('rows.addSelector')}
      keys={keys}
      valuesOf={valuesOf}
      noteOf={noteOf}
    />
  )
}

function useLabelOptions(labels: VocabularyView['labels']) {
  const { t } = useTranslation('wizard')
  return useMemo(() => {
    const nodes = (count: number) => t('rows.nodes', { count })
    const keys = labels.map((label): ComboOption => ({
      value: label.key,
      note: nodes(label.nodes),
    }))
    const valuesOf = (key: string): readonly ComboOption[] => {
      const values = labels.find((label) => label.key === key)?.values ?? []
      const known = values.map(({ value, nodes: count }) => ({
        value,
        note: nodes(count),
        ...(value === '' ? { text: t('rows.emptyValue') } : {}),
      }))
      const hasEmpty = values.some(({ value }) => value === '')
      return key === '' || hasEmpty ? known : [...known, { value: '', text: t('rows.emptyValue') }]
    }
    return { keys, valuesOf }
  }, [labels, t])
}

function nodesWith(labels: VocabularyView['labels'], key: string, value: string): number {
  const values = labels.find((label) => label.key === key)?.values ?? []
  return values.find((each) => each.value === value)?.nodes ?? 0
}

function AutomaticTolerations() {
  const { t } = useTranslation('wizard')
  const tolerations = automaticTolerations(false)
  return (
    <ExpandableSection
      toggleText={t('placement.automatic', { count: tolerations.length })}
      isIndented
    >
      <p className="en-help">{t('placement.automaticHelp')}</p>
      <ul className="en-code-list">
        {tolerations.map(printToleration).map((text) => (
          <li key={text} className="en-mono">
            {text}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  )
}
