/** DaemonSets (pkg/apis/apps/validation/validation.go, ValidateDaemonSet). */
import { at, isJson, texts, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import {
  labelSelectorRequirements,
  labelSelectorMatches,
} from '../../../domain/k8s/labelSelector.ts'
import type { LabelSelector } from '../../../domain/k8s/objects.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { forbiddenField, invalid, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { validateAnnotations, validateLabels } from '../validateMeta.ts'
import { amountOf, intOrPercent, nonNegative, notMoreThanAll } from './numbers.ts'
import { inPart, itemsOf, textsOf } from './parts.ts'
import { validatePodSpec } from './podSpec.ts'
import { validateLabelSelector } from './selectors.ts'

const noEphemeral = 'ephemeral containers not allowed in pod template'

export function validateDaemonSet({ spec = {} }: Draft): FieldErrors {
  const template = isJson(spec['template']) ? spec['template'] : {}
  const pod = isJson(template['spec']) ? template['spec'] : {}
  return [
    ...selectorErrors(spec, template),
    ...validateLabels(texts(at(template['metadata'], 'labels')), 'spec.template.labels'),
    ...validateAnnotations(
      texts(at(template['metadata'], 'annotations')),
      'spec.template.annotations',
    ),
    ...validatePodSpec(pod, 'spec.template.spec', false),
    ...(itemsOf(pod['ephemeralContainers']).length > 0
      ? [forbiddenField('spec.template.spec.ephemeralContainers', noEphemeral)]
      : []),
    ...daemonPodErrors(pod),
    ...nonNegative(spec['minReadySeconds'], 'spec.minReadySeconds'),
    ...inPart(spec['updateStrategy'], 'spec.updateStrategy', strategyErrors),
    ...nonNegative(spec['revisionHistoryLimit'], 'spec.revisionHistoryLimit'),
  ]
}

/** ValidateDaemonSetUpdate; the template's generation is the registry's own affair. */
export function validateDaemonSetUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const [selector, before] = [at(draft.spec, 'selector'), at(old.spec, 'selector')]
  return [
    ...(isSame(selector, before)
      ? []
      : [invalid('spec.selector', selector ?? null, 'field is immutable')]),
    ...validateDaemonSet(draft),
  ]
}

const counts = [
  'currentNumberScheduled',
  'numberMisscheduled',
  'desiredNumberScheduled',
  'numberReady',
  'observedGeneration',
  'updatedNumberScheduled',
  'numberAvailable',
  'numberUnavailable',
  'collisionCount',
]

export function validateDaemonSetStatus({ status = {} }: Draft): FieldErrors {
  return counts.flatMap((count) => nonNegative(status[count], `status.${count}`))
}

function selectorErrors(spec: Json, template: Json): FieldErrors {
  const labels = texts(at(template['metadata'], 'labels'))
  const selector = isJson(spec['selector']) ? readSelector(spec['selector']) : undefined
  const isReadable = selector === undefined || 'requirements' in labelSelectorRequirements(selector)
  const mismatch = '`selector` does not match template `labels`'
  return [
    ...inPart(spec['selector'], 'spec.selector', validateLabelSelector),
    ...(isReadable && !labelSelectorMatches(selector, labels)
      ? [invalid('spec.template.metadata.labels', labels ?? null, mismatch)]
      : []),
    ...(selector !== undefined && Object.keys(selector).length === 0
      ? [invalid('spec.selector', {}, 'empty selector is invalid for daemonset')]
      : []),
  ]
}

function readSelector(selector: Json): LabelSelector {
  const matchLabels = texts(selector['matchLabels'])
  const matchExpressions = itemsOf(selector['matchExpressions']).map((expression) => ({
    key: textOrEmpty(expression['key']),
    operator: textOrEmpty(expression['operator']),
    values: textsOf(expression['values']),
  }))
  return {
    ...(matchLabels !== undefined && { matchLabels }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  }
}

function daemonPodErrors(pod: Json): FieldErrors {
  const policy = textOrEmpty(pod['restartPolicy'])
  const deadline = 'activeDeadlineSeconds in DaemonSet is not Supported'
  return [
    ...(policy === 'Always'
      ? []
      : [unsupported('spec.template.spec.restartPolicy', policy, ['Always'])]),
    ...(pod['activeDeadlineSeconds'] === undefined
      ? []
      : [forbiddenField('spec.template.spec.activeDeadlineSeconds', deadline)]),
  ]
}

function strategyErrors(strategy: Json, path: string): FieldErrors {
  const { type, rollingUpdate } = strategy
  if (type === 'OnDelete') return []
  if (type === 'RollingUpdate') return inPart(rollingUpdate, `${path}.rollingUpdate`, rollingErrors)
  // Go writes the fields of its own types.
  const limits = isJson(rollingUpdate)
    ? { MaxUnavailable: rollingUpdate['maxUnavailable'], MaxSurge: rollingUpdate['maxSurge'] }
    : null
  return [unsupported(path, { Type: type, RollingUpdate: limits }, ['RollingUpdate', 'OnDelete'])]
}

function rollingErrors({ maxUnavailable, maxSurge }: Json, path: string): FieldErrors {
  const [unavailable, surge] = [`${path}.maxUnavailable`, `${path}.maxSurge`]
  const has = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0]
  return [
    ...intOrPercent(maxUnavailable, unavailable),
    ...intOrPercent(maxSurge, surge),
    ...notMoreThanAll(maxUnavailable, unavailable),
    ...notMoreThanAll(maxSurge, surge),
    ...(has.every(Boolean)
      ? [invalid(surge, maxSurge, 'may not be set when maxUnavailable is non-zero')]
      : []),
    ...(has.some(Boolean) ? [] : [required(unavailable, 'cannot be 0 when maxSurge is 0')]),
  ]
}
