/** pkg/registry/scheduling/priorityclass/strategy.go, pkg/apis/scheduling/v1/defaults.go and validation */
import { number } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import type { Draft } from '../draft.ts'
import { forbiddenField, invalid, type FieldErrors } from '../fieldErrors.ts'
import { forbidden } from '../refusals.ts'
import { choiceErrors } from '../validation/choices.ts'
import { firstGeneration } from './generation.ts'
import type { Strategy } from './strategy.ts'

const highest = 1_000_000_000
/** Of the classes that every cluster has (SystemPriorityClasses). */
const systemPriorities = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
])

function validate(draft: Draft): FieldErrors {
  const value = number(draft['value']) ?? 0
  const tooHigh = `maximum allowed value of a user defined priority is ${highest}`
  return [
    ...(draft.metadata.name.startsWith('system-')
      ? systemErrors(draft, value)
      : value > highest
        ? [forbiddenField('value', tooHigh)]
        : []),
    ...choiceErrors(draft, '', 'preemptionPolicy', ['PreemptLowerPriority', 'Never']),
  ]
}

/** IsKnownSystemPriorityClass */
function systemErrors({ metadata: { name }, globalDefault }: Draft, value: number): FieldErrors {
  const known = systemPriorities.get(name)
  const error =
    known === undefined
      ? `${name} is not a known system priority class`
      : value !== known
        ? `value of ${name} PriorityClass must be ${known}`
        : globalDefault === true
          ? `globalDefault of ${name} PriorityClass must be false`
          : undefined
  if (error === undefined) return []
  const reserved = "priority class names with 'system-' prefix are reserved for system use only"
  return [forbiddenField('metadata.name', `${reserved}. error: ${error}`)]
}

function validateUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const policy = draft['preemptionPolicy']
  return [
    ...(draft['value'] === old['value']
      ? []
      : [forbiddenField('value', 'may not be changed in an update.')]),
    ...(policy === old['preemptionPolicy']
      ? []
      : [invalid('preemptionPolicy', policy, 'field is immutable')]),
  ]
}

/** pkg/registry/scheduling/priorityclass/storage, Delete */
function checkDelete({ metadata: { name } }: KubeObject): void {
  if (!systemPriorities.has(name)) return
  const resource = { group: 'scheduling.k8s.io', plural: 'priorityclasses' }
  throw forbidden(resource, name, 'this is a system priority class and cannot be deleted')
}

export const priorityClassStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: (draft) => ({ preemptionPolicy: 'PreemptLowerPriority', value: 0, ...draft }),
  prepareCreate: firstGeneration,
  validate,
  validateUpdate,
  checkDelete,
}
