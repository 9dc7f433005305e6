/** Taints and tolerations (pkg/apis/core/validation/validation.go, validateNodeTaints and ValidateTolerations). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors, labelValueErrors } from '../../../domain/k8s/labels.ts'
import {
  duplicate,
  invalid,
  invalids,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { remembering } from '../remember.ts'
import { eachItem, inText, isRepeated } from './parts.ts'

const keyErrors = remembering(labelKeyErrors)
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export function validateTaints(taints: unknown, path: string): FieldErrors {
  const known = new Set<string>()
  return eachItem(taints, path, (taint, each) => {
    const [key, value, effect] = [taint['key'], taint['value'], taint['effect']].map(textOrEmpty)
    return [
      ...invalids(`${each}.key`, key, keyErrors(key ?? '')),
      ...joined(`${each}.value`, value ?? ''),
      ...effectErrors(effect ?? '', `${each}.effect`),
      ...(isRepeated(known, `${effect}/${key}`) ? [repeated(taint, each)] : []),
    ]
  })
}

/** The only duplicate with a reason. Go writes the fields of its own type. */
function repeated(taint: Json, path: string): ReturnType<typeof duplicate> {
  const value = {
    Key: textOrEmpty(taint['key']),
    Value: textOrEmpty(taint['value']),
    Effect: textOrEmpty(taint['effect']),
    TimeAdded: taint['timeAdded'] ?? null,
  }
  const { message, ...error } = duplicate(path, value)
  return { ...error, message: `${message}: taints must be unique by key and effect pair` }
}

/** A label's value, whose errors Kubernetes puts into one. */
function joined(path: string, value: string): FieldErrors {
  const errors = labelValueErrors(value)
  return errors.length === 0 ? [] : [invalid(path, value, errors.join(';'))]
}

function effectErrors(effect: string, path: string): FieldErrors {
  if (effect === '') return [required(path)]
  return effects.includes(effect) ? [] : [unsupported(path, effect, effects)]
}

export function validateTolerations(tolerations: unknown, path: string): FieldErrors {
  return eachItem(tolerations, path, (toleration, each) => [
    ...inText(toleration['key'], (key) => invalids(`${each}.key`, key, keyErrors(key))),
    ...keylessErrors(toleration, each),
    ...secondsErrors(toleration, each),
    ...operatorErrors(toleration, `${each}.operator`),
    ...inText(toleration['effect'], (effect) => effectErrors(effect, `${each}.effect`)),
  ])
}

function keylessErrors({ key, operator }: Json, path: string): FieldErrors {
  if (text(key) !== undefined || operator === 'Exists') return []
  const why =
    'operator must be Exists when `key` is empty, which means "match all values and all keys"'
  return [invalid(`${path}.operator`, textOrEmpty(operator), why)]
}

function secondsErrors({ tolerationSeconds, effect }: Json, path: string): FieldErrors {
  if (tolerationSeconds === undefined || effect === 'NoExecute') return []
  const why = "effect must be 'NoExecute' when `tolerationSeconds` is set"
  return [invalid(`${path}.effect`, textOrEmpty(effect), why)]
}

/** Gt and Lt exist, but are switched off. */
function operatorErrors(toleration: Json, path: string): FieldErrors {
  const operator = textOrEmpty(toleration['operator'])
  const value = textOrEmpty(toleration['value'])
  switch (operator) {
    case '':
    case 'Equal':
      return joined(path, value)
    case 'Exists':
      if (value === '') return []
      return [invalid(path, value, "value must be empty when `operator` is 'Exists'")]
    case 'Lt':
    case 'Gt':
      return [unsupported(path, operator, ['Equal', 'Exists', 'Lt', 'Gt'])]
    default:
      return [unsupported(path, operator, ['Equal', 'Exists'])]
  }
}
