import { FormGroup, FormHelperText, FormSelect, FormSelectOption } from '@patternfly/react-core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flavour } from '../../../domain/placement/clusterFlavour.ts'
import type { ProjectSelector } from '../../../domain/placement/projectSelector.ts'
import { useProjectRules } from '../../api/projectRules.ts'
import { useForm } from './draftForm.ts'
import { usePlacement } from './PlacementProvider.tsx'
import { ProjectEffects } from './ProjectEffects.tsx'

const flavours: readonly Flavour[] = ['openshift', 'podNodeSelector', 'none']

/** The node selector that the namespace adds to its Pods: where it is from, and what it does to the draft. */
export function ProjectSection() {
  const view = usePlacement()
  const { t } = useTranslation('wizard')
  const titleId = useId()
  return (
    <section className="en-rows en-project" aria-labelledby={titleId}>
      <h3 id={titleId}>{t('project.title')}</h3>
      <p className="en-help">{t('project.help')}</p>
      <FlavourField />
      {view?.project !== undefined && (
        <>
          <SelectorText project={view.project} />
          <ProjectEffects project={view.project} reasons={view.reasons} />
        </>
      )}
    </section>
  )
}

/** What acts on such selectors: the guess with its reason, or a choice by hand. */
function FlavourField() {
  const { t } = useTranslation('wizard')
  const id = useId()
  const { guess, byHand, choose } = useProjectRules()
  const because = byHand === undefined ? guess.because : 'setByHand'
  return (
    <FormGroup label={t('project.flavour')} fieldId={id}>
      <FormSelect
        id={id}
        value={byHand ?? ''}
        aria-describedby={`${id}-why`}
        onChange={(_event, text) => choose(flavours.find((flavour) => flavour === text))}
      >
        <FormSelectOption
          value=""
          label={t('project.guess', { flavour: t(`project.flavours.${guess.flavour}`) })}
        />
        {flavours.map((flavour) => (
          <FormSelectOption
            key={flavour}
            value={flavour}
            label={t(`project.flavours.${flavour}`)}
          />
        ))}
      </FormSelect>
      <FormHelperText id={`${id}-why`} className="en-help">
        {t(`project.because.${because}`, { groups: guess.groups.join(', ') })}
      </FormHelperText>
    </FormGroup>
  )
}

/** Which selector applies, and who says so. */
function SelectorText({ project }: { readonly project: ProjectSelector }) {
  const { t } = useTranslation('wizard')
  const { namespace } = useForm().draft
  const { clusterDefault } = useProjectRules()
  const { source, text, flavour } = project
  if (source.kind === 'nothing') return null
  if (source.kind === 'unknown') return <p>{t('project.namespaceUnknown', { namespace })}</p>
  if (source.kind === 'annotation') {
    const { annotation } = source
    const key = text === '' ? 'project.emptyAnnotation' : 'project.annotation'
    return <p>{t(key, { namespace, annotation, selector: text ?? '' })}</p>
  }
  if (text === undefined) {
    const state = flavour === 'openshift' ? clusterDefault.state : 'plugin'
    return <p>{t(`project.defaultUnknown.${state}`)}</p>
  }
  return <p>{text === '' ? t('project.noDefault') : t('project.default', { selector: text })}</p>
}
