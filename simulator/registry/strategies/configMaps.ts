/** pkg/apis/core/validation/validation.go, ValidateConfigMap */
import { isJson, text, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { forbiddenField, invalid, invalids, tooLong, type FieldErrors } from '../fieldErrors.ts'
import { keyNameErrors } from '../validation/configMapKeys.ts'
import type { Strategy } from './strategy.ts'

const maxBytes = 1024 * 1024
const bags = ['data', 'binaryData'] as const

function validate(draft: Draft): FieldErrors {
  const [data, binary] = bags.map((bag) => bagOf(draft, bag))
  return [
    ...keysErrors(data ?? {}, 'data', binary ?? {}),
    ...keysErrors(binary ?? {}, 'binaryData', {}),
    ...(sizeOf(data ?? {}) + base64SizeOf(binary ?? {}) > maxBytes
      ? [tooLong('[]', maxBytes)]
      : []),
  ]
}

function bagOf(draft: Draft | KubeObject, bag: (typeof bags)[number]): Json {
  return isJson(draft[bag]) ? draft[bag] : {}
}

/** @param other keys that may not be in both */
function keysErrors(bag: Json, path: string, other: Json): FieldErrors {
  return Object.keys(bag).flatMap((key) => [
    ...invalids(`${path}[${key}]`, key, keyNameErrors(key)),
    ...(Object.hasOwn(other, key)
      ? [invalid(`${path}[${key}]`, key, 'duplicate of key present in binaryData')]
      : []),
  ])
}

function sizeOf(bag: Json): number {
  const values = Object.values(bag).map((value) => text(value) ?? '')
  return new TextEncoder().encode(values.join('')).length
}

function base64SizeOf(bag: Json): number {
  const letters = Object.values(bag).map((value) => (text(value) ?? '').replace(/=+$/, '').length)
  return letters.reduce((sum, length) => sum + Math.floor((length * 3) / 4), 0)
}

function validateUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const why = 'field is immutable when `immutable` is set'
  const changed = bags.filter((bag) => !isSame(bagOf(draft, bag), bagOf(old, bag)))
  const fixed = [...(draft['immutable'] === true ? [] : ['immutable']), ...changed]
  return [
    ...(old['immutable'] === true ? fixed : []).map((field) => forbiddenField(field, why)),
    ...validate(draft),
  ]
}

export const configMapStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  validate,
  validateUpdate,
}
