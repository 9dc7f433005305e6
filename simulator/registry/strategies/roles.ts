/** pkg/apis/rbac/validation/validation.go, ValidateRole and ValidateClusterRole */
import { isJson, type Json } from '../../../domain/decode/readJson.ts'
import type { Draft } from '../draft.ts'
import { invalid, required, type FieldErrors } from '../fieldErrors.ts'
import { eachItem, itemsOf, textsOf } from '../validation/parts.ts'
import { validateLabelSelector } from '../validation/selectors.ts'
import { pathNamedStrategy } from './plain.ts'
import type { Strategy } from './strategy.ts'

const validateRole = (draft: Draft): FieldErrors => rulesErrors(draft, true)

const validateClusterRole = (draft: Draft): FieldErrors => [
  ...rulesErrors(draft, false),
  ...aggregationErrors(draft['aggregationRule']),
]

function rulesErrors({ rules }: Draft, isNamespaced: boolean): FieldErrors {
  return eachItem(rules, 'rules', (rule, path) => [
    ...(textsOf(rule['verbs']).length > 0
      ? []
      : [required(`${path}.verbs`, 'verbs must contain at least one value')]),
    ...(textsOf(rule['nonResourceURLs']).length > 0
      ? urlErrors(rule, `${path}.nonResourceURLs`, isNamespaced)
      : resourceErrors(rule, path)),
  ])
}

function urlErrors(rule: Json, field: string, isNamespaced: boolean): FieldErrors {
  const urls = textsOf(rule['nonResourceURLs'])
  const parts = ['apiGroups', 'resources', 'resourceNames']
  const isMixed = parts.some((part) => textsOf(rule[part]).length > 0)
  const both = 'rules cannot apply to both regular resources and non-resource URLs'
  return [
    ...(isNamespaced
      ? [invalid(field, urls, 'namespaced rules cannot apply to non-resource URLs')]
      : []),
    ...(isMixed ? [invalid(field, urls, both)] : []),
  ]
}

function resourceErrors(rule: Json, path: string): FieldErrors {
  return [
    ['apiGroups', 'api group'],
    ['resources', 'resource'],
  ].flatMap(([field = '', what]) =>
    textsOf(rule[field]).length > 0
      ? []
      : [required(`${path}.${field}`, `resource rules must supply at least one ${what}`)],
  )
}

function aggregationErrors(rule: unknown): FieldErrors {
  if (!isJson(rule)) return []
  const field = 'aggregationRule.clusterRoleSelectors'
  const none = 'at least one clusterRoleSelector required if aggregationRule is non-nil'
  if (itemsOf(rule['clusterRoleSelectors']).length === 0) return [required(field, none)]
  return eachItem(rule['clusterRoleSelectors'], field, (selector, each) => {
    const errors = validateLabelSelector(selector, each)
    const unreadable = errors.length > 0 ? [invalid(each, null, 'invalid label selector.')] : []
    return [...errors, ...unreadable]
  })
}

export const roleStrategy: Strategy = {
  ...pathNamedStrategy,
  validate: validateRole,
  validateUpdate: validateRole,
}

export const clusterRoleStrategy: Strategy = {
  ...pathNamedStrategy,
  validate: validateClusterRole,
  validateUpdate: validateClusterRole,
}
