import { Alert, Button } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { placementOf, withNodeSelector } from '../../../domain/draft/placementOf.ts'
import { compileProject, type Refusal } from '../../../domain/placement/projectEffect.ts'
import type { ProjectReason } from '../../../domain/placement/projectReason.ts'
import type { ProjectSelector } from '../../../domain/placement/projectSelector.ts'
import {
  projectSelectorFix,
  type SelectorFix,
} from '../../../domain/placement/projectSelectorFix.ts'
import type { PlacementView } from '../../live/views.ts'
import { CopyFragment } from '../../ui/CopyFragment.tsx'
import { labelText } from '../../ui/reasonText.ts'
import { useForm } from './draftForm.ts'

interface ProjectEffectsProps {
  readonly project: ProjectSelector
  readonly reasons: PlacementView['reasons']
}

interface Effect {
  readonly kind: ProjectReason['kind']
  readonly nodes: number
}

/** On how many nodes the project's selector keeps the draft's Pods from running, and what can be done. */
export function ProjectEffects({ project, reasons }: ProjectEffectsProps) {
  const { draft } = useForm()
  const effects = reasons.flatMap(({ reason, nodes }): readonly Effect[] =>
    'selector' in reason ? [{ kind: reason.kind, nodes }] : [],
  )
  if (effects.length === 0) return null
  const compiled = compileProject(project, placementOf(draft))
  return (
    <>
      {effects.map((effect) => (
        <EffectAlert key={effect.kind} effect={effect} refusal={compiled.refusal} />
      ))}
      {projectSelectorFix(compiled, draft).map((fix) => (
        <Fix key={fix.target} fix={fix} />
      ))}
    </>
  )
}

interface EffectAlertProps {
  readonly effect: Effect
  readonly refusal: Refusal | undefined
}

function EffectAlert({ effect: { kind, nodes }, refusal }: EffectAlertProps) {
  const { t } = useTranslation('wizard')
  const isRefused = kind === 'projectRefused' && refusal !== undefined
  return (
    <Alert
      variant={isRefused ? 'danger' : 'warning'}
      isInline
      component="p"
      title={t(`project.effects.${kind}`, { count: nodes })}
    >
      {isRefused && <RefusalText refusal={refusal} />}
    </Alert>
  )
}

function RefusalText({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation('wizard')
  if (refusal.kind === 'unreadable') {
    return <p>{t('project.unreadable', { message: refusal.message })}</p>
  }
  return (
    <ul>
      {refusal.conflicts.map(({ key, project, template }) => (
        <li key={key}>
          {t('project.conflict', {
            project: labelText(key, project),
            template: labelText(key, template),
          })}
        </li>
      ))}
    </ul>
  )
}

/** The namespace's is a command; the draft's own node selector is changed here. */
function Fix({ fix }: { readonly fix: SelectorFix }) {
  const { t } = useTranslation('wizard')
  const { change } = useForm()
  if (fix.target === 'template') {
    const labels = fix.patch.spec.template.spec.nodeSelector
    const text = Object.entries(labels).map(([key, value]) => labelText(key, value))
    return (
      <Button
        variant="secondary"
        size="sm"
        onClick={() => change((draft) => withNodeSelector(draft, labels))}
      >
        {t('project.addToDraft', { labels: text.join(', ') })}
      </Button>
    )
  }
  // Names that the cluster has need no quotes in a shell.
  return (
    <div>
      <p>{t('project.freeNamespace')}</p>
      <CopyFragment text={fix.command.join(' ')} />
    </div>
  )
}
