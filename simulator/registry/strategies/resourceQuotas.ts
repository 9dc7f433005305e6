/** pkg/registry/core/resourcequota/strategy.go */
import { at } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { Draft } from '../draft.ts'
import type { FieldErrors } from '../fieldErrors.ts'
import { readingQuantities, resourceLists } from '../defaults/quantities.ts'
import { validateHard } from '../validation/resources.ts'
import { withStatus, withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

const amounts = resourceLists('hard', 'used')

const withAmounts = readingQuantities({ kind: 'ResourceQuota', version: 'v1' }, (draft) => ({
  ...draft,
  spec: amounts(draft.spec ?? {}),
  status: amounts(draft.status ?? {}),
}))

function validate({ spec }: Draft): FieldErrors {
  return validateHard(at(spec, 'hard'), 'spec.hard')
}

export const resourceQuotaStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: withAmounts,
  prepareCreate: (draft) => withStatus(draft, {}),
  prepareUpdate: withStatusOf,
  validate,
  validateUpdate: validate,
  prepareStatus: withAmounts,
}
