/** Topology spread constraints (pkg/apis/core/validation/validation.go, validateTopologySpreadConstraints). */
import { number, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { duplicate, invalid, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { choiceErrors } from './choices.ts'
import { eachItem, inPart, itemsOf } from './parts.ts'
import { labelKeysErrors, validateLabelSelector } from './selectors.ts'

const actions = ['DoNotSchedule', 'ScheduleAnyway']

export function validateTopologySpread(constraints: unknown, path: string): FieldErrors {
  const pairs = itemsOf(constraints).map(pairOf)
  return eachItem(constraints, path, (constraint, each, index) => {
    const maxSkew = number(constraint['maxSkew']) ?? 0
    const [key, action] = ['topologyKey', 'whenUnsatisfiable'].map((field) =>
      textOrEmpty(constraint[field]),
    )
    const isRepeated = pairs.slice(index + 1).includes(pairOf(constraint))
    return [
      ...(maxSkew > 0 ? [] : [invalid(`${each}.maxSkew`, maxSkew, 'must be greater than zero')]),
      ...(key === '' ? [required(`${each}.topologyKey`, 'can not be empty')] : []),
      ...(actions.includes(action ?? '')
        ? []
        : [unsupported(`${each}.whenUnsatisfiable`, action, actions)]),
      ...(isRepeated
        ? [duplicate(`${each}.{topologyKey, whenUnsatisfiable}`, pairOf(constraint))]
        : []),
      ...minDomainsErrors(constraint, `${each}.minDomains`),
      ...choiceErrors(constraint, each, 'nodeAffinityPolicy', ['Honor', 'Ignore']),
      ...choiceErrors(constraint, each, 'nodeTaintsPolicy', ['Honor', 'Ignore']),
      ...labelKeysErrors(constraint, each),
      ...inPart(constraint['labelSelector'], `${each}.labelSelector`, validateLabelSelector),
    ]
  })
}

function minDomainsErrors({ minDomains, whenUnsatisfiable }: Json, field: string): FieldErrors {
  const count = number(minDomains)
  if (count === undefined) return []
  const action = textOrEmpty(whenUnsatisfiable)
  const only = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`
  return [
    ...(count > 0 ? [] : [invalid(field, count, 'must be greater than zero')]),
    ...(action === 'DoNotSchedule' ? [] : [invalid(field, count, only)]),
  ]
}

function pairOf({ topologyKey, whenUnsatisfiable }: Json): string {
  return `{${textOrEmpty(topologyKey)}, ${textOrEmpty(whenUnsatisfiable)}}`
}
