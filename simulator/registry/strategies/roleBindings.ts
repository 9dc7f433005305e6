/** pkg/apis/rbac/v1/defaults.go and pkg/apis/rbac/validation/validation.go */
import { at, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import { fill, inField, inItems, all } from '../defaults/defaulting.ts'
import type { Draft } from '../draft.ts'
import { invalid, invalids, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { eachItem } from '../validation/parts.ts'
import { pathNamedStrategy, pathSegmentErrors } from './plain.ts'
import type { Strategy } from './strategy.ts'

const apiGroup = 'rbac.authorization.k8s.io'
const subjectKinds = ['ServiceAccount', 'User', 'Group']

const references = all(
  inField('roleRef', fill({ apiGroup })),
  inItems('subjects', (subject) =>
    ['User', 'Group'].includes(textOrEmpty(subject['kind']))
      ? fill({ apiGroup })(subject)
      : subject,
  ),
)

function bindingErrors({ roleRef, subjects }: Draft, isNamespaced: boolean): FieldErrors {
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole']
  const [group, kind, name] = ['apiGroup', 'kind', 'name'].map((field) =>
    textOrEmpty(at(roleRef, field)),
  )
  return [
    ...choice(group ?? '', 'roleRef.apiGroup', [apiGroup]),
    ...choice(kind ?? '', 'roleRef.kind', kinds),
    ...(name === undefined || name === ''
      ? [required('roleRef.name')]
      : invalids('roleRef.name', name, pathSegmentErrors(name))),
    ...eachItem(subjects, 'subjects', (subject, each) =>
      subjectErrors(subject, each, isNamespaced),
    ),
  ]
}

function choice(value: string, field: string, choices: readonly string[]): FieldErrors {
  return choices.includes(value) ? [] : [unsupported(field, value, choices)]
}

/** ValidateRoleBindingSubject */
function subjectErrors(subject: Json, path: string, isNamespaced: boolean): FieldErrors {
  const [kind = '', name = '', group = '', namespace] = [
    'kind',
    'name',
    'apiGroup',
    'namespace',
  ].map((field) => textOrEmpty(subject[field]))
  const missing = name === '' ? [required(`${path}.name`)] : []
  if (kind !== 'ServiceAccount') {
    const isPerson = kind === 'User' || kind === 'Group'
    const errors = isPerson ? choice(group, `${path}.apiGroup`, [apiGroup]) : []
    return [...missing, ...errors, ...choice(kind, `${path}.kind`, subjectKinds)]
  }
  const named = name === '' ? [] : invalids(`${path}.name`, name, dnsSubdomainErrors(name))
  return [
    ...missing,
    ...named,
    ...choice(group, `${path}.apiGroup`, ['']),
    ...(isNamespaced || namespace !== '' ? [] : [required(`${path}.namespace`)]),
  ]
}

function roleRefErrors({ roleRef }: Draft, old: KubeObject): FieldErrors {
  if (isSame(roleRef, old['roleRef'])) return []
  // Go writes the fields of its own type.
  const [APIGroup, Kind, Name] = ['apiGroup', 'kind', 'name'].map((field) => at(roleRef, field))
  return [invalid('roleRef', { APIGroup, Kind, Name }, 'cannot change roleRef')]
}

function strategy(isNamespaced: boolean): Strategy {
  return {
    ...pathNamedStrategy,
    defaults: ({ roleRef, subjects, ...draft }): Draft => ({
      ...draft,
      ...references({ roleRef, ...(subjects !== undefined && { subjects }) }),
    }),
    validate: (draft) => bindingErrors(draft, isNamespaced),
    validateUpdate: (draft, old) => [
      ...bindingErrors(draft, isNamespaced),
      ...roleRefErrors(draft, old),
    ],
  }
}

export const roleBindingStrategy = strategy(true)
export const clusterRoleBindingStrategy = strategy(false)
