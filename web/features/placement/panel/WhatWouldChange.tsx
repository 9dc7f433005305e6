import { useTranslation } from 'react-i18next'
import type { DaemonSet, Node } from '../../../../domain/k8s/objects.ts'
import type { PlacementWrite } from '../../../api/placementChanges.ts'
import type { CellView } from '../../../live/views.ts'
import { CopyFragment } from '../../../ui/CopyFragment.tsx'
import { useReasonText } from '../../../ui/reasonText.ts'
import { ApplyFix } from './ApplyFix.tsx'
import { fixFor, type Fix, quoted } from './fixes.ts'

interface WhatWouldChangeProps {
  readonly view: CellView
  readonly node: Node
  readonly daemonSet: DaemonSet
}

/** Each reason against a Pod here, with what would do away with it. */
export function WhatWouldChange({ view, node, daemonSet }: WhatWouldChangeProps) {
  const { t } = useTranslation('placement')
  const reasonText = useReasonText()
  const { name } = node.metadata
  const { project } = view
  const reasons = view.verdict?.reasons ?? []
  if (reasons.length === 0 && project === undefined) return null
  return (
    <section className="en-panel-section">
      <h3>{t('panel.change')}</h3>
      <ol className="en-panel-reasons">
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>
            <p className="en-panel-reason">{reasonText(reason, name)}</p>
            <Change fix={fixFor(reason, name)} {...{ node, daemonSet }} />
          </li>
        ))}
        {project !== undefined && <ProjectChange {...project} />}
      </ol>
    </section>
  )
}

/** The project's node selector is a matter of the namespace: its change is a command. */
function ProjectChange({ reason, fixes }: NonNullable<CellView['project']>) {
  const { t } = useTranslation('placement')
  const reasonText = useReasonText()
  return (
    <li>
      <p className="en-panel-reason">{reasonText(reason)}</p>
      {fixes.map(({ target, command }) => (
        <div key={target}>
          <p className="en-panel-remedy">{t(`panel.change_project_${target}`)}</p>
          <CopyFragment text={command.map(quoted).join(' ')} />
        </div>
      ))}
    </li>
  )
}

interface ChangeProps {
  readonly fix: Fix
  readonly node: Node
  readonly daemonSet: DaemonSet
}

function Change({ fix, node, daemonSet }: ChangeProps) {
  const { t } = useTranslation('placement')
  switch (fix.kind) {
    case 'taint':
      return (
        <Remedy
          text={fix.text}
          title={t('panel.change_taint')}
          change={{ kind: 'toleration', daemonSet, toleration: fix.toleration }}
        />
      )
    case 'label':
      return (
        <Remedy
          text={fix.text}
          title={t('panel.change_label')}
          change={{ kind: 'label', node, labels: fix.labels }}
        />
      )
    case 'nodeName':
      return <p>{t('panel.change_nodeName', { wants: fix.wants })}</p>
    case 'affinity':
      return <p>{t('panel.change_affinity')}</p>
  }
}

interface RemedyProps {
  readonly title: string
  /** To copy. */
  readonly text: string
  readonly change: PlacementWrite
}

function Remedy({ title, text, change }: RemedyProps) {
  return (
    <>
      <p className="en-panel-remedy">{title}</p>
      <CopyFragment text={text} />
      <ApplyFix change={change} />
    </>
  )
}
