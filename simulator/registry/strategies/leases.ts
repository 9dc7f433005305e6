/** pkg/apis/coordination/validation/validation.go, ValidateLease */
import { at, number } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { Draft } from '../draft.ts'
import { invalid, type FieldErrors } from '../fieldErrors.ts'
import { nonNegative } from '../validation/numbers.ts'
import type { Strategy } from './strategy.ts'

function validate({ spec }: Draft): FieldErrors {
  const seconds = number(at(spec, 'leaseDurationSeconds')) ?? 1
  const field = 'spec.leaseDurationSeconds'
  return [
    ...(seconds > 0 ? [] : [invalid(field, seconds, 'must be greater than 0')]),
    ...nonNegative(at(spec, 'leaseTransitions'), 'spec.leaseTransitions'),
  ]
}

export const leaseStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  validate,
  validateUpdate: validate,
}
