import {
  ExpandableSection,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
} from '@patternfly/react-core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pullPolicies, type Draft } from '../../../domain/draft/draft.ts'
import { useFocusWhenWanted, useForm } from './draftForm.ts'
import { FieldMessage, useFieldState } from './FieldMessage.tsx'
import { PortRows } from './PortRows.tsx'
import { PriorityClassField } from './PriorityClassField.tsx'
import { TextField } from './TextField.tsx'

/** The container that runs on each node. */
export function PodsStep() {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  return (
    <>
      <TextField
        field="containerName"
        label={t('pods.containerName')}
        help={t('pods.containerNameHelp')}
        value={draft.containerName}
        onChange={(containerName) => change((now) => ({ ...now, containerName }))}
        isRequired
      />
      <TextField
        field="image"
        label={t('pods.image')}
        help={t('pods.imageHelp')}
        value={draft.image}
        onChange={(image) => change((now) => ({ ...now, image }))}
        isRequired
      />
      <PullPolicyField />
      <PortRows />
      <RequestFields />
      <PriorityClassField />
      <MoreSettings />
    </>
  )
}

function PullPolicyField() {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  const { id, messageId, validated } = useFieldState('imagePullPolicy')
  useFocusWhenWanted('imagePullPolicy')
  const choose = (text: string) =>
    change((now) => ({
      ...now,
      imagePullPolicy: pullPolicies.find((policy) => policy === text) ?? '',
    }))
  return (
    <FormGroup label={t('pods.pullPolicy')} fieldId={id}>
      <FormSelect
        id={id}
        value={draft.imagePullPolicy}
        validated={validated}
        aria-describedby={messageId}
        onChange={(_event, text) => choose(text)}
      >
        {pullPolicies.map((policy) => (
          <FormSelectOption
            key={policy}
            value={policy}
            label={t(`pods.pullPolicies.${policy === '' ? 'default' : policy}`)}
          />
        ))}
      </FormSelect>
      <FormHelperText>
        <FieldMessage field="imagePullPolicy" />
      </FormHelperText>
    </FormGroup>
  )
}

function RequestFields() {
  const { t } = useTranslation('wizard')
  const { draft, change } = useForm()
  const titleId = useId()
  return (
    <div role="group" className="en-rows" aria-labelledby={titleId}>
      <h3 id={titleId}>{t('pods.requests')}</h3>
      <p className="en-help">{t('pods.requestsHelp')}</p>
      <div className="en-requests">
        <TextField
          field="cpuRequest"
          label={t('pods.cpuRequest')}
          help={t('pods.cpuRequestHelp')}
          value={draft.cpuRequest}
          onChange={(cpuRequest) => change((now) => ({ ...now, cpuRequest }))}
        />
        <TextField
          field="memoryRequest"
          label={t('pods.memoryRequest')}
          help={t('pods.memoryRequestHelp')}
          value={draft.memoryRequest}
          onChange={(memoryRequest) => change((now) => ({ ...now, memoryRequest }))}
        />
      </div>
    </div>
  )
}

const moreFields = [
  'serviceAccountName',
  'terminationGracePeriodSeconds',
  'terminationMessagePath',
] as const satisfies readonly (keyof Draft)[]

/** Open from the start where something is filled in, and whenever one of its fields is wanted. */
function MoreSettings() {
  const { t } = useTranslation('wizard')
  const { draft, change, wanted } = useForm()
  const [isOpen, setIsOpen] = useState(() => moreFields.some((field) => draft[field] !== ''))
  const isWanted = moreFields.some((field) => field === wanted)
  if (isWanted && !isOpen) setIsOpen(true)
  const set = (patch: Partial<Draft>) => change((now) => ({ ...now, ...patch }))
  return (
    <ExpandableSection
      toggleText={t('pods.more')}
      isExpanded={isOpen}
      onToggle={(_event, expanded) => setIsOpen(expanded)}
      isIndented
    >
      <div className="en-fields">
        <TextField
          field="serviceAccountName"
          label={t('pods.serviceAccount')}
          help={t('pods.serviceAccountHelp')}
          value={draft.serviceAccountName}
          onChange={(serviceAccountName) => set({ serviceAccountName })}
        />
        <TextField
          field="terminationGracePeriodSeconds"
          label={t('pods.gracePeriod')}
          help={t('pods.gracePeriodHelp')}
          value={draft.terminationGracePeriodSeconds}
          onChange={(terminationGracePeriodSeconds) => set({ terminationGracePeriodSeconds })}
          inputMode="numeric"
        />
        <TextField
          field="terminationMessagePath"
          label={t('pods.messagePath')}
          help={t('pods.messagePathHelp')}
          value={draft.terminationMessagePath}
          onChange={(terminationMessagePath) => set({ terminationMessagePath })}
        />
      </div>
    </ExpandableSection>
  )
}
