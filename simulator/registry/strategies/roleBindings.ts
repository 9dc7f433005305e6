/** pkg/apis/rbac/v1/defaults.go */
import { fill, inField, inItems, all } from '../defaults/defaulting.ts'
import type { Draft } from '../draft.ts'
import { pathNamedStrategy } from './plain.ts'
import type { Strategy } from './strategy.ts'

const apiGroup = 'rbac.authorization.k8s.io'

const references = all(
  inField('roleRef', fill({ apiGroup })),
  inItems('subjects', (subject) =>
    subject['kind'] === 'ServiceAccount' ? subject : fill({ apiGroup })(subject),
  ),
)

export const roleBindingStrategy: Strategy = {
  ...pathNamedStrategy,
  defaults: ({ roleRef, subjects, ...draft }): Draft => ({
    ...draft,
    ...references({ roleRef, ...(subjects !== undefined && { subjects }) }),
  }),
}
