/** pkg/registry/apps/controllerrevision/strategy.go and pkg/apis/apps/validation/validation.go */
import { isJson } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { invalid, required, type FieldErrors } from '../fieldErrors.ts'
import { nonNegative } from '../validation/numbers.ts'
import type { Strategy } from './strategy.ts'

function validate({ data, revision }: Draft): FieldErrors {
  const isNothing = data === undefined || data === null
  const why = isNothing ? 'data is mandatory' : 'data must be a valid JSON object'
  return [...nonNegative(revision, 'revision'), ...(isJson(data) ? [] : [required('data', why)])]
}

function validateUpdate({ data, revision }: Draft, old: KubeObject): FieldErrors {
  return [
    ...nonNegative(revision, 'revision'),
    ...(isSame(data, old['data']) ? [] : [invalid('data', data, 'field is immutable')]),
  ]
}

/** A revision is what a DaemonSet once was: nobody changes that. */
export const controllerRevisionStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: (draft) => ({ revision: 0, ...draft }),
  validate,
  validateUpdate,
}
