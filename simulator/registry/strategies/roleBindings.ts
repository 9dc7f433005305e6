/** pkg/apis/rbac/v1/defaults.go and pkg/apis/rbac/validation/validation.go */
import { at, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import { fill, inField, inItems, all } from '../defaults/defaulting.ts'
import type { Draft } from '../draft.ts'
import { invalid, invalids, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { eachItem } from '../validation/parts.ts'
import { pathNamedStrategy, pathSegmentErrors } from './plain.ts'
import type { Strategy } from './strategy.ts'

const apiGroup = 'rbac.authorization.k8s.io'
const roleKinds = ['Role', 'ClusterRole']
const subjectKinds = ['ServiceAccount', 'User', 'Group']

const references = all(
  inField('roleRef', fill({ apiGroup })),
  inItems('subjects', (subject) =>
    ['User', 'Group'].includes(textOrEmpty(subject['kind']))
      ? fill({ apiGroup })(subject)
      : subject,
  ),
)

function validate({ roleRef, subjects }: Draft): FieldErrors {
  const [kind = '', name = ''] = ['kind', 'name'].map((field) => textOrEmpty(at(roleRef, field)))
  return [
    ...(roleKinds.includes(kind) ? [] : [unsupported('roleRef.kind', kind, roleKinds)]),
    ...(name === ''
      ? [required('roleRef.name')]
      : invalids('roleRef.name', name, pathSegmentErrors(name))),
    ...eachItem(subjects, 'subjects', (subject, each) => [
      ...(textOrEmpty(subject['name']) === '' ? [required(`${each}.name`)] : []),
      ...(subjectKinds.includes(textOrEmpty(subject['kind']))
        ? []
        : [unsupported(`${each}.kind`, textOrEmpty(subject['kind']), subjectKinds)]),
    ]),
  ]
}

function validateUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const { roleRef } = draft
  if (isSame(roleRef, old['roleRef'])) return validate(draft)
  // Go writes the fields of its own type.
  const [APIGroup, Kind, Name] = ['apiGroup', 'kind', 'name'].map((field) => at(roleRef, field))
  return [...validate(draft), invalid('roleRef', { APIGroup, Kind, Name }, 'cannot change roleRef')]
}

export const roleBindingStrategy: Strategy = {
  ...pathNamedStrategy,
  defaults: ({ roleRef, subjects, ...draft }): Draft => ({
    ...draft,
    ...references({ roleRef, ...(subjects !== undefined && { subjects }) }),
  }),
  validate,
  validateUpdate,
}
