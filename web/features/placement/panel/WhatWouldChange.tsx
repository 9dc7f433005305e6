import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../../domain/placement/verdict.ts'
import { CopyFragment } from '../../../ui/CopyFragment.tsx'
import { useReasonText } from '../../../ui/reasonText.ts'
import { fixFor, type Fix } from './fixes.ts'

interface WhatWouldChangeProps {
  readonly reasons: readonly Reason[]
  readonly node: string
}

/** Each reason against a Pod here, with what would do away with it. */
export function WhatWouldChange({ reasons, node }: WhatWouldChangeProps) {
  const { t } = useTranslation('placement')
  const reasonText = useReasonText()
  return (
    <section className="en-panel-section">
      <h3>{t('panel.change')}</h3>
      <ol className="en-panel-reasons">
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>
            <p className="en-panel-reason">{reasonText(reason, node)}</p>
            <Change fix={fixFor(reason, node)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Change({ fix }: { readonly fix: Fix }) {
  const { t } = useTranslation('placement')
  switch (fix.kind) {
    case 'taint':
      return (
        <Remedy
          text={fix.text}
          title={t('panel.change_taint')}
          effect={t('panel.changeTaintEffect')}
        />
      )
    case 'label':
      return (
        <Remedy
          text={fix.text}
          title={t('panel.change_label')}
          effect={t('panel.changeLabelEffect')}
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
  /** What else it would do. */
  readonly effect: string
}

function Remedy({ title, text, effect }: RemedyProps) {
  const { t } = useTranslation('placement')
  return (
    <>
      <p className="en-panel-remedy">{title}</p>
      <CopyFragment text={text} copy={t('panel.copy')} copied={t('panel.copied')} />
      <p className="en-panel-none">{effect}</p>
    </>
  )
}
