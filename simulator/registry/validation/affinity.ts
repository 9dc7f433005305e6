/** Affinity (pkg/apis/core/validation/validation.go, validateAffinity). */
import { number, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors } from '../../../domain/k8s/labels.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { invalid, invalids, required, type FieldErrors } from '../fieldErrors.ts'
import { eachItem, inPart, itemsOf, textsOf } from './parts.ts'
import {
  keyErrors,
  labelKeysErrors,
  operatorErrors,
  validateLabelSelector,
  valueErrors,
} from './selectors.ts'

const requiredField = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferredField = 'preferredDuringSchedulingIgnoredDuringExecution'

export function validateAffinity(affinity: Json, path: string): FieldErrors {
  return [
    ...inPart(affinity['nodeAffinity'], `${path}.nodeAffinity`, validateNodeAffinity),
    ...inPart(affinity['podAffinity'], `${path}.podAffinity`, validatePodAffinity),
    ...inPart(affinity['podAntiAffinity'], `${path}.podAntiAffinity`, validatePodAffinity),
  ]
}

function validateNodeAffinity(affinity: Json, path: string): FieldErrors {
  return [
    ...inPart(affinity[requiredField], `${path}.${requiredField}`, validateNodeSelector),
    ...eachItem(affinity[preferredField], `${path}.${preferredField}`, (preferred, each) => [
      ...validateWeight(preferred, each),
      ...inPart(preferred['preference'], `${each}.preference`, (term, at) =>
        validateTerm(term, at, false),
      ),
    ]),
  ]
}

function validateNodeSelector(selector: Json, path: string): FieldErrors {
  const terms = `${path}.nodeSelectorTerms`
  if (itemsOf(selector['nodeSelectorTerms']).length === 0) {
    return [required(terms, 'must have at least one node selector term')]
  }
  return eachItem(selector['nodeSelectorTerms'], terms, (term, each) =>
    validateTerm(term, each, true),
  )
}

/** @param strict values have to be values of labels; a mere preference may have others */
function validateTerm(term: Json, path: string, strict: boolean): FieldErrors {
  return [
    ...eachItem(term['matchExpressions'], `${path}.matchExpressions`, (expression, each) => [
      ...operatorErrors(expression, each, true),
      ...keyErrors(expression, each),
      ...(strict ? valueErrors(expression, each) : []),
    ]),
    ...eachItem(term['matchFields'], `${path}.matchFields`, validateMatchField),
  ]
}

function validateMatchField(field: Json, path: string): FieldErrors {
  const operator = textOrEmpty(field['operator'])
  const values = textsOf(field['values'])
  const isKnown = operator === 'In' || operator === 'NotIn'
  const one = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
  const key = textOrEmpty(field['key'])
  return [
    ...(isKnown ? [] : [invalid(`${path}.operator`, operator, 'not a valid selector operator')]),
    ...(isKnown && values.length !== 1 ? [required(`${path}.values`, one)] : []),
    ...(key === 'metadata.name'
      ? values.flatMap((value, index) =>
          invalids(`${path}.values[${index}]`, value, dnsSubdomainErrors(value)),
        )
      : [invalid(`${path}.key`, key, 'not a valid field selector key')]),
  ]
}

function validateWeight(preferred: Json, path: string): FieldErrors {
  const weight = number(preferred['weight']) ?? 0
  if (weight >= 1 && weight <= 100) return []
  return [invalid(`${path}.weight`, weight, 'must be in the range 1-100')]
}

function validatePodAffinity(affinity: Json, path: string): FieldErrors {
  return [
    ...eachItem(affinity[requiredField], `${path}.${requiredField}`, validatePodTerm),
    ...eachItem(affinity[preferredField], `${path}.${preferredField}`, (preferred, each) => [
      ...validateWeight(preferred, each),
      ...inPart(preferred['podAffinityTerm'], `${each}.podAffinityTerm`, validatePodTerm),
    ]),
  ]
}

function validatePodTerm(term: Json, path: string): FieldErrors {
  const key = textOrEmpty(term['topologyKey'])
  return [
    ...inPart(term['labelSelector'], `${path}.labelSelector`, validateLabelSelector),
    ...inPart(term['namespaceSelector'], `${path}.namespaceSelector`, validateLabelSelector),
    ...textsOf(term['namespaces']).flatMap((name) =>
      invalids(`${path}.namespace`, name, dnsLabelErrors(name)),
    ),
    ...labelKeysErrors(term, path),
    ...(key === '' ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
    ...invalids(`${path}.topologyKey`, key, labelKeyErrors(key)),
  ]
}
