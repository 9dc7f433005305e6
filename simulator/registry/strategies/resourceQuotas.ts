/** pkg/registry/core/resourcequota/strategy.go */
import { at, listOf, text } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import type { Draft } from '../draft.ts'
import { invalid, type FieldErrors } from '../fieldErrors.ts'
import { readingQuantities, resourceLists } from '../defaults/quantities.ts'
import { validateQuotaSpec } from '../validation/quota.ts'
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
  return validateQuotaSpec(spec)
}

function validateUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const [scopes, before] = [draft, old].map(({ spec }) => listOf(at(spec, 'scopes'), text))
  const isKept = new Set(scopes).symmetricDifference(new Set(before)).size === 0
  return [
    ...validate(draft),
    ...(isKept ? [] : [invalid('spec.scopes', scopes, 'field is immutable')]),
  ]
}

function validateStatus({ status }: Draft): FieldErrors {
  return ['hard', 'used'].flatMap((list) => validateHard(at(status, list), `status.${list}`))
}

export const resourceQuotaStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: withAmounts,
  prepareCreate: (draft) => withStatus(draft, {}),
  prepareUpdate: withStatusOf,
  validate,
  validateUpdate,
  validateStatus,
  prepareStatus: withAmounts,
}
