/** Which objects a quota counts (pkg/apis/core/validation/validation.go, ValidateResourceQuotaSpec). */
import {
  at,
  isJson,
  listOf,
  text,
  textOrEmpty,
  type Json,
} from '../../../domain/decode/readJson.ts'
import { invalid, required, type FieldErrors } from '../fieldErrors.ts'
import { eachItem, textsOf } from './parts.ts'
import { validateHard } from './resources.ts'

export function validateQuotaSpec(spec: unknown): FieldErrors {
  const hard = at(spec, 'hard')
  return [
    ...validateHard(hard, 'spec.hard'),
    ...scopesErrors(listOf(at(spec, 'scopes'), text), hard),
    ...selectorErrors(at(spec, 'scopeSelector'), hard),
  ]
}

const pods = ['pods']
const compute = ['', 'requests.', 'limits.'].flatMap((kind) => [`${kind}cpu`, `${kind}memory`])
const ofPods = new Set([...pods, ...compute])
/** Scope → what can be counted in it. */
const scopes: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Terminating', ofPods],
  ['NotTerminating', ofPods],
  ['BestEffort', new Set(pods)],
  ['NotBestEffort', ofPods],
  ['PriorityClass', ofPods],
  ['CrossNamespacePodAffinity', ofPods],
  ['VolumeAttributesClass', new Set(['persistentvolumeclaims', 'requests.storage'])],
])
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
]

/** Names of one word are Kubernetes' own; of others nothing is known. */
function cannotCount(scope: string, hard: unknown): readonly string[] {
  const counted = scopes.get(scope)
  const names = isJson(hard) ? Object.keys(hard).filter((name) => !name.includes('/')) : []
  return counted === undefined ? [] : names.filter((name) => !counted.has(name))
}

function conflicts(chosen: readonly string[]): number {
  return opposites.filter((pair) => pair.every((scope) => chosen.includes(scope))).length
}

function scopesErrors(chosen: readonly string[], hard: unknown): FieldErrors {
  const wrong = (why: string): FieldErrors => [invalid('spec.scopes', chosen, why)]
  return [
    ...chosen.flatMap((scope) => [
      ...(scopes.has(scope) ? [] : wrong('unsupported scope')),
      ...cannotCount(scope, hard).flatMap(() => wrong('unsupported scope applied to resource')),
    ]),
    ...Array.from({ length: conflicts(chosen) }, () => wrong('conflicting scopes')).flat(),
  ]
}

const onlyExists = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'CrossNamespacePodAffinity',
]
const mustExist =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, " +
  'ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity'

function selectorErrors(selector: unknown, hard: unknown): FieldErrors {
  const path = 'spec.scopeSelector.matchExpressions'
  return eachItem(at(selector, 'matchExpressions'), path, (expression) => {
    const [scope, operator] = ['scopeName', 'operator'].map((field) =>
      textOrEmpty(expression[field]),
    )
    const applied = 'unsupported scope applied to resource'
    return [
      ...(scopes.has(scope ?? '')
        ? []
        : [invalid(`${path}.scopeName`, scope, 'unsupported scope')]),
      ...cannotCount(scope ?? '', hard).map(() => invalid(path, selector, applied)),
      ...(onlyExists.includes(scope ?? '') && operator !== 'Exists'
        ? [invalid(`${path}.operator`, operator, mustExist)]
        : []),
      ...valuesErrors(expression, operator ?? '', path),
    ]
  })
}

function valuesErrors({ values }: Json, operator: string, path: string): FieldErrors {
  const list = textsOf(values)
  if (operator === 'In' || operator === 'NotIn') {
    if (list.length > 0) return []
    const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"
    return [required(`${path}.values`, why)]
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (list.length === 0) return []
    const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"
    return [invalid(`${path}.values`, list, why)]
  }
  return [invalid(`${path}.operator`, operator, 'not a valid selector operator')]
}
