/** pkg/registry/core/resourcequota/strategy.go */
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { readingQuantities, resourceLists } from '../defaults/quantities.ts'
import { withStatus, withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

const amounts = resourceLists('hard', 'used')

const withAmounts = readingQuantities({ kind: 'ResourceQuota', version: 'v1' }, (draft) => ({
  ...draft,
  spec: amounts(draft.spec ?? {}),
  status: amounts(draft.status ?? {}),
}))

export const resourceQuotaStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: withAmounts,
  prepareCreate: (draft) => withStatus(draft, {}),
  prepareUpdate: withStatusOf,
  prepareStatus: withAmounts,
}
