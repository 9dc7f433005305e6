import { Alert, ExpandableSection } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { labelsOf } from '../../../domain/draft/checkLabels.ts'
import { placementOf } from '../../../domain/draft/placementOf.ts'
import { useView } from '../../live/useView.ts'
import type { AdoptionView, SelectorView } from '../../live/views.ts'
import { labelText } from '../../ui/reasonText.ts'
import { useForm } from './draftForm.ts'

/** What the draft's selector selects beside its own Pods. It follows each keystroke. */
export function SelectorWarnings() {
  const { t } = useTranslation('wizard')
  const { draft } = useForm()
  const { namespace, name } = draft
  const view = useView('selector', {
    namespace,
    name,
    selector: { matchLabels: labelsOf(draft.selector) },
    templateLabels: labelsOf(draft.templateLabels),
    spec: placementOf(draft),
  })
  if (view === undefined || namespace === '') return null
  return (
    <>
      {view.overlaps.count > 0 && <OverlapWarning overlaps={view.overlaps} />}
      {view.adopted.count > 0 && <AdoptionWarning adopted={view.adopted} />}
      {!view.podsKnown && <p className="en-help">{t('adoption.podsUnknown')}</p>}
    </>
  )
}

/** More are only counted. */
const mostNamed = 5

function OverlapWarning({ overlaps }: Pick<SelectorView, 'overlaps'>) {
  const { t } = useTranslation('wizard')
  const { count, first } = overlaps
  const named = first.slice(0, mostNamed).map(({ name }) => name)
  const names = named.join(t('map.comma')) + (count > named.length ? '…' : '')
  const [example] = first
  return (
    <Alert variant="warning" isInline title={t('labels.overlap', { count, names })} component="p">
      {example !== undefined && (
        <p>
          {t('labels.overlapExample', {
            name: example.name,
            labels: Object.entries(example.commonLabels)
              .map(([key, value]) => labelText(key, value))
              .join(', '),
          })}
        </p>
      )}
    </Alert>
  )
}

function AdoptionWarning({ adopted }: Pick<SelectorView, 'adopted'>) {
  const { t } = useTranslation('wizard')
  const { count, deleted, neverUpdated, first } = adopted
  const more = count - first.length
  return (
    <Alert variant="warning" isInline title={t('adoption.title', { count })} component="p">
      {deleted > 0 && <p>{t('adoption.deleted', { count: deleted })}</p>}
      {neverUpdated > 0 && <p>{t('adoption.neverUpdated', { count: neverUpdated })}</p>}
      <ExpandableSection toggleText={t('adoption.show')} isIndented>
        <ul>
          {first.map((pod) => (
            <AdoptedPodItem key={pod.name} pod={pod} />
          ))}
          {more > 0 && <li>{t('adoption.more', { count: more })}</li>}
        </ul>
      </ExpandableSection>
    </Alert>
  )
}

function AdoptedPodItem({ pod }: { readonly pod: AdoptionView['first'][number] }) {
  const { t } = useTranslation('wizard')
  const { name, node, deletedBecause, update } = pod
  return (
    <li>
      <span className="en-mono">{name}</span>{' '}
      {node === undefined ? t('adoption.onNoNode') : t('adoption.onNode', { node })}{' '}
      {deletedBecause === undefined
        ? t(`adoption.update.${update}`)
        : t(`adoption.deletedBecause.${deletedBecause}`)}
    </li>
  )
}
